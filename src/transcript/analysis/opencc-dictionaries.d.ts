declare module "opencc-js/dict/TSCharacters" {
  /** OpenCC's dictionary from traditional to simplified characters (`toRepresentatives` says how it is written). */
  const dictionary: string;
  export default dictionary;
}
