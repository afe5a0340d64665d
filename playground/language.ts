/** The languages that the playground's own texts exist in. GraphiQL's own are English. */
export type Language = "en" | "zh-CN";

/** All of them. */
export const LANGUAGES: readonly Language[] = ["en", "zh-CN"];

/** Something in every language. */
export type Translated<Value> = Readonly<Record<Language, Value>>;

/** Chinese for a browser that is set to any kind of Chinese, otherwise English. `browserLanguage` is a BCP 47 tag. */
export const chooseLanguage = (browserLanguage: string): Language => (/^zh\b/i.test(browserLanguage) ? "zh-CN" : "en");
