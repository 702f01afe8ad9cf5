import { createHash } from 'node:crypto';
import type { AskAws, AskedQuestion } from './compare';
import {
  SIMULATED_DECISIONS, type SimulationAnswer, type SimulationRequest,
} from '../../organizations/authorization/policy-simulation-port';
import { readJsonFile, writeJsonFile } from '../sources/json-file';

const FORMAT = 'cdk-org-aws-answers/1';

interface SavedAnswer {
  readonly question: AskedQuestion;
  readonly answer: SimulationAnswer;
}

/** Answers of AWS by the hash of the whole request. */
interface SavedAnswers {
  readonly format: typeof FORMAT;
  readonly savedAt: string;
  readonly answers: Readonly<Record<string, SavedAnswer>>;
}

/** The hash of all that is sent: another policy, principal or condition key makes another one. */
function hashOf(request: SimulationRequest): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}

/** Keeps the answers of AWS, and asks equal requests once. */
export class AnswerRecorder {
  private readonly answers = new Map<string, SavedAnswer>();

  constructor(private readonly askAws: AskAws) {}

  readonly ask: AskAws = async (request, question) => {
    const hash = hashOf(request);
    const known = this.answers.get(hash);
    if (known !== undefined) return known.answer;
    const answer = await this.askAws(request, question);
    this.answers.set(hash, { question, answer });
    return answer;
  };

  /** @param now milliseconds since 1970 */
  save(file: string, now: number): void {
    const sorted = [...this.answers].sort(([one], [other]) => (one < other ? -1 : 1));
    const saved: SavedAnswers = { format: FORMAT, savedAt: new Date(now).toISOString(), answers: Object.fromEntries(sorted) };
    writeJsonFile(file, saved);
  }
}

/** Answers from a file. @throws Error for a file that is none, and later for a request that it does not have */
export function askSaved(file: string): { readonly ask: AskAws; readonly savedAt: string } {
  const { answers, savedAt } = readJsonFile(file, 'file with answers of AWS', parseAnswers);
  return {
    savedAt,
    ask: async (request, question) => {
      const hash = hashOf(request);
      if (Object.hasOwn(answers, hash)) return answers[hash].answer;
      const asked = JSON.stringify(question);
      const isStale = Object.values(answers).some((saved) => JSON.stringify(saved.question) === asked);
      throw new Error(`${isStale
        ? `The saved answer of AWS is stale: the policies or the condition keys have changed since ${savedAt}`
        : 'There is no saved answer of AWS'} (given: --answers ${file}, asked: ${inWords(question)}). `
        + 'Ask AWS again with --check-with-aws and --save-answers.');
    },
  };
}

function inWords({ account, action, principal, resource }: AskedQuestion): string {
  return [`${action} in ${account}`, ...(principal === undefined ? [] : [`by ${principal}`]), ...(resource === undefined ? [] : [`on ${resource}`])].join(' ');
}

function parseAnswers(value: unknown): SavedAnswers {
  const { format, savedAt, answers } = Object(value) as Partial<SavedAnswers>;
  const advice = 'Give a file of --save-answers, unchanged.';
  if (format !== FORMAT) throw new Error(`its format is not ${FORMAT} (given: ${JSON.stringify(format)}). ${advice}`);
  const isMap = typeof answers === 'object' && answers !== null && !Array.isArray(answers);
  if (typeof savedAt !== 'string' || !isMap) throw new Error(`it has no "savedAt" and "answers". ${advice}`);
  const [wrong] = Object.entries(answers).find(([hash, saved]) => !/^[0-9a-f]{64}$/.test(hash) || !isSavedAnswer(saved)) ?? [];
  if (wrong !== undefined) throw new Error(`it has an answer that is none (given: ${JSON.stringify(wrong)}). ${advice}`);
  return value as SavedAnswers;
}

function isSavedAnswer(saved: unknown): boolean {
  const { question, answer } = Object(saved) as Partial<SavedAnswer>;
  const { decision, allowedByOrganizations, code, message } = Object(answer) as Readonly<Record<string, unknown>>;
  const isRefusal = typeof code === 'string' && typeof message === 'string';
  const isResult = SIMULATED_DECISIONS.includes(decision as never) && ['boolean', 'undefined'].includes(typeof allowedByOrganizations);
  return typeof question === 'object' && question !== null && (isRefusal || isResult);
}
