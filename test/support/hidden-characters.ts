/** Blanks that Unicode counts as letters, symbols or marks, and that no property names. */
export const BLANKS = '\u2800\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159}';

/** A character that no output for people may contain, because it would control a terminal, or look like nothing or like a space. */
export const HIDDEN_CHARACTER = new RegExp(
  `[\\p{Default_Ignorable_Code_Point}\\p{Cf}\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}${BLANKS}]|(?! )\\p{Zs}`, 'u',
);

/** The first such character of an output with several lines, and the line ends of CSV. */
export function hiddenIn(output: string): string | undefined {
  return HIDDEN_CHARACTER.exec(output.replace(/\r?\n/g, ''))?.[0];
}
