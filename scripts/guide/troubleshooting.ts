import { type Message, messagesOfCommands, messagesOfHandlers, messagesOfSynthesis, reasonsOfService, waitsOfHandlers } from './messages';

export const TROUBLESHOOTING = 'troubleshooting.md';

/** A row of a table of messages; `cells` follow the message. */
interface Row {
  readonly text: string;
  readonly cells: readonly string[];
}

interface Section {
  readonly name: string;
  readonly messages: () => Message[];
  readonly columns: readonly string[];
  /** Whether each message has a meaning that a person wrote, besides what to do. */
  readonly explained: boolean;
}

const SECTIONS: readonly Section[] = [
  { name: 'handlers', messages: messagesOfHandlers, columns: ['Message', 'Meaning', 'What to do'], explained: true },
  ...[false, true].map((whileReading): Section => ({
    name: whileReading ? 'reading' : 'reasons',
    messages: () => reasonsOfService(whileReading),
    columns: ['Error or reason of AWS', 'What to do'],
    explained: false,
  })),
  { name: 'waits', messages: waitsOfHandlers, columns: ['It ends with', 'What to do'], explained: false },
  ...([['accounts', /account/], ['organization', /organization/], ['guardrails', /guardrail/], ['policies', /./]] as const)
    .map(([name], index, all): Section => ({
      name: `synthesis-${name}`,
      messages: () => messagesOfSynthesis().filter(({ file }) => all.findIndex(([, each]) => each.test(subjectOf(file))) === index),
      columns: ['Message', 'What to do'],
      explained: false,
    })),
  ...([['commands', /^src\/(cli|init|organizations|model\/(live|access)|policy|simulator)/], ['assemblies', /^src\/(assembly|rehearsal|model\/code)/]] as const)
    .map(([name, path]): Section => ({
      name, messages: () => messagesOfCommands().filter(({ file }) => path.test(file)).map(divided), columns: ['Message', 'What to do'], explained: false,
    })),
];

/** Messages that are on no page, each with the reason. */
export const LEFT_OUT: readonly { readonly text: RegExp; readonly reason: string }[] = [
  { text: /^(…|WRONG|WRONG \(by PATHS\)|Waiting until (REASON|WHAT|WHAT; .*))$/, reason: 'Its caller gives the text, which is on the page.' },
  { text: /^(ENOENT|fetch is not|The function called process\.exit|Cannot find module)/, reason: 'Code of others fails in a rehearsal as on AWS.' },
  { text: /^("Data" is not|DELETE: cannot|HANDLER is undefined)/, reason: 'Code of others fails in a rehearsal as on AWS.' },
];

/** Advice that is known only when the message is thrown, so that a person writes the cell. */
const OPEN = /^(…|[A-Z_]+)$|ADVICE|^REASON|^…|REMEDY|TO_CORRECT|INNER|QUESTION/;
const DEPLOY_AGAIN = 'Deploy again.';
const OF_THE_MESSAGE = 'Do as the message says.';
const OF_AN_OPTION = 'Correct the value of the option that the message names.';
const GENERAL = [OF_THE_MESSAGE, OF_AN_OPTION, DEPLOY_AGAIN];
/** For a cell that a person has to write. */
const MISSING = 'TODO';

/** Every message of the code that a user can meet. */
export function allMessages(): Message[] {
  return SECTIONS.flatMap(({ messages }) => messages());
}

/** The page with the messages of the code; what a person wrote stays with the message that is most similar. */
export function withMessages(page: string): string {
  return SECTIONS.reduce((text, section) => {
    const [begin, end] = [`<!-- messages: ${section.name} -->`, `<!-- /messages: ${section.name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from === -1 || to === -1) throw new Error(`The page has no place for messages: ${begin}. Add it, with ${end} after it.`);
    const rows = rowsOf(section, rowsIn(text.slice(from, to)));
    return `${text.slice(0, from + begin.length)}\n\n${tableOf(section, rows)}\n\n${text.slice(to)}`;
  }, page);
}

/** Cells of the page that nobody has written yet. */
export function missingCells(page: string): string[] {
  return rowsIn(page).filter(({ cells }) => cells.includes(MISSING)).map(({ text }) => text);
}

function rowsOf(section: Section, former: readonly Row[]): Row[] {
  const messages = oncePerText(section.messages().filter(({ text }) => !LEFT_OUT.some((left) => left.text.test(text))));
  const unclaimed = former.filter(({ text }) => !messages.some((message) => plain(message.text) === text));
  return messages.map((message) => {
    const same = former.find(({ text }) => text === plain(message.text)) ?? nearest(message, unclaimed);
    const advice = plain(adviceOf(message));
    const isOpen = message.advice?.some((each) => OPEN.test(each)) ?? false;
    const general = isOpen ? OF_THE_MESSAGE : advice;
    const whatToDo = isOpen || GENERAL.includes(advice) ? same?.cells.at(-1) ?? (section.explained ? MISSING : general) : advice;
    return { text: plain(message.text), cells: [...section.explained ? [same?.cells[0] ?? MISSING] : [], whatToDo] };
  });
}

/** Messages of the same text become one with the advice of each. */
function oncePerText(messages: readonly Message[]): Message[] {
  const byText = new Map<string, Message>();
  for (const message of messages) {
    const former = byText.get(message.text);
    const advice = [...former?.advice ?? [], ...message.advice ?? []];
    byText.set(message.text, { ...message, advice: former?.advice && message.advice ? [...new Set(advice)] : message.advice });
  }
  return [...byText.values()];
}

/** A message in one text, with its last sentence as what to do. */
function divided(message: Message): Message {
  if (message.advice !== undefined) return message;
  const [, text, advice] = /^(.*[.)…]) ([A-Z'…].*)$/.exec(message.text) ?? [];
  if (text === undefined) return { ...message, advice: [OF_AN_OPTION] };
  return advice.startsWith('Given') ? { ...message, advice: [OF_THE_MESSAGE] } : { ...message, text, advice: [advice] };
}

/** As sentences, one for each branch. */
function adviceOf({ advice }: Message): string {
  if (advice === undefined) return DEPLOY_AGAIN;
  return advice.map((each) => /[.!]$/.test(each) ? each : `${each}.`).join(' Or: ');
}

function nearest(message: Message, rows: readonly Row[]): Row | undefined {
  const words = new Set(plain(message.text).split(/\W+/));
  const rated = rows.map((row) => {
    const others = new Set(row.text.split(/\W+/));
    const common = [...others].filter((word) => words.has(word)).length;
    return { row, similarity: common / Math.max(words.size, others.size) };
  });
  const [best] = rated.sort((one, other) => other.similarity - one.similarity);
  return best !== undefined && best.similarity >= 0.5 ? best.row : undefined;
}

function tableOf({ columns }: Section, rows: readonly Row[]): string {
  return [columns, columns.map(() => '---')].map((cells) => `| ${cells.join(' | ')} |`).concat(
    rows.map(({ text, cells }) => `| ${[`\`${text}\``, ...cells].join(' | ')} |`),
  ).join('\n');
}

function rowsIn(text: string): Row[] {
  return [...text.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, message, rest]) => ({ text: message, cells: rest.split(' | ') }));
}

/** A text as it stands in a cell of a table. */
function plain(text: string): string {
  return text.replace(/\|/g, '/').replace(/`/g, "'").replace(/</g, '‹').replace(/>/g, '›').replace(/\.[A-Z_]+$/, '. …').replace(/\s+/g, ' ').trim();
}

/** `guardrails`, `account`, … of a source file of the constructs. */
function subjectOf(file: string): string {
  return file.replace('src/constructs/validation/', '').replace('src/constructs/', '').replace('src/provider', 'organization').split('/')[0];
}
