/** The languages of the playground's own texts. The texts of GraphiQL are English. */
export type Language = "en" | "zh-CN";

/** All languages. */
export const LANGUAGES: readonly Language[] = ["en", "zh-CN"];

/** A value for every language. */
export type Translated<Value> = Readonly<Record<Language, Value>>;

/** Chinese if the browser's language is any kind of Chinese, otherwise English. `browserLanguage` is a BCP 47 tag. */
export const chooseLanguage = (browserLanguage: string): Language => (/^zh\b/i.test(browserLanguage) ? "zh-CN" : "en");
