export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly phrase: string;
}

/** Phrases that read as translated, with the words to use in their place. */
export const BANNED: Readonly<Record<string, string>> = {
  'made anew': 'created again, recreated',
  'one of a kind': 'unique',
  'made of': 'derived from, consists of',
  'that is there': 'existing',
  'that are there': 'existing',
  'whoever': 'anyone, any',
  'whatever': 'any, regardless of',
  'goes wrong': 'fails',
  'go wrong': 'fail',
  'under way': 'in progress',
  'leaves the code': 'is removed from the app',
  'left the code': 'was removed from the app',
  'puts back': 'restores',
  'put back': 'restore',
  'takes back': 'reverts',
  'take back': 'revert',
  'lets go of': 'releases',
  'let go of': 'release',
  'nobody knows': 'is not known',
  'thing': 'resource, object, or the noun itself',
  'things': 'resources, objects, or the noun itself',
  'is told': 'name who tells',
  'is said': 'name who says it',
  'e-mail': 'email',
};

/** AWS writes "ID" in capitals. In small letters it is prose only after such a word, and else may be a name in code. */
const SMALL_ID = /\b(?:an?|the|this|its|their|another|each|whose|account|unit|policy|logical|physical|stack|construct|by) ids?\b/gi;

const PATTERN = new RegExp(`\\b(${Object.keys(BANNED).sort((a, b) => b.length - a.length).join('|')})\\b`, 'gi');
/** Code spans and strings of code are names, not prose. */
const CODE_SPAN = /`[^`]*`/g;

export function bannedPhrases(file: string, text: string): Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const prose = line.replace(CODE_SPAN, '``');
    const found = [...prose.matchAll(PATTERN), ...[...prose.matchAll(SMALL_ID)].filter(([phrase]) => /ids?$/.test(phrase))];
    return found.map(([phrase]) => ({ file, line: index + 1, phrase: phrase.toLowerCase() }));
  });
}
