declare module "opencc-js/dict/TSCharacters" {
  /** OpenCC's dictionary from traditional to simplified characters. `toRepresentatives` describes the format. */
  const dictionary: string;
  export default dictionary;
}
