import { fuzzOrganization } from './fuzz-organization';
import { fuzzQuestion } from './fuzz-question';
import { Pick } from './pick';
import { worldDecision } from './world';
import { OrganizationAccess } from '../../../src/model';

/** Questions to one organization before the next one is generated. */
const QUESTIONS = 25;
/** Worlds in which a definite verdict must hold. */
const WORLDS = 12;
/** Worlds that must agree before a verdict that depends counts as needless. */
const AGREEING = 150;

export interface FuzzFigures {
  readonly requests: number;
  readonly allowed: number;
  readonly denied: number;
  readonly depends: number;
  /** Verdicts that depend though all tried worlds agree; an upper bound, since rare worlds may disagree. */
  readonly needless: number;
  /** Definite verdicts that a world contradicts, as texts; the goal is none. */
  readonly wrong: readonly string[];
}

/** Asks random questions, and compares each verdict with those of the naive evaluator in random worlds that allow the question. */
export function runFuzz(seed: number, requests: number, onNeedless?: (text: string) => void): FuzzFigures {
  const counts = { allowed: 0, denied: 0, depends: 0 };
  const wrong: string[] = [];
  let needless = 0;
  let asked = 0;
  for (let round = 0; asked < requests; round++) {
    const pick = new Pick(seed + round);
    const organization = fuzzOrganization(pick);
    const access = new OrganizationAccess(organization.value, !organization.isCode);
    const accounts = new Map(access.accounts.map((placed) => [placed.account.name, placed]));
    for (let index = 0; index < QUESTIONS && asked < requests; index++, asked++) {
      const question = fuzzQuestion(organization, pick);
      const { decision, missingInformation } = access.ask(accounts.get(question.account)!, question.question);
      counts[decision]++;
      const worlds = (number: number) => Array.from({ length: number }, () => worldDecision(organization, question, pick));
      const text = () => `seed ${seed}, round ${round}: ${JSON.stringify({ decision, missingInformation, ...question, isCode: organization.isCode, policies: organization.value.policies })}`;
      if (decision !== 'depends') {
        if (worlds(WORLDS).some((each) => each !== decision)) wrong.push(text());
      } else if (new Set(worlds(WORLDS)).size === 1 && new Set(worlds(AGREEING)).size === 1) {
        needless++;
        onNeedless?.(text());
      }
    }
  }
  return { requests: asked, ...counts, needless, wrong };
}
