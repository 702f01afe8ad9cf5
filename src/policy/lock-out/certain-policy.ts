import { CompiledPolicy, UnknownPolicy } from '../evaluate';
import { parsePolicyDocument, type PolicyLanguage, PolicyLanguageError, type Statement } from '../language';
import { parseJson } from '../parse-json';
import { holdsUnknownText } from '../validate';

/** An attached policy; one without a text is known only by its name. */
export interface AttachedText {
  readonly name: string;
  readonly text?: string;
  /** The unknown text that represents the ID of the account to which it is attached. */
  readonly ownAccount?: string;
}

/** The text of the policy once the account to which it is attached has this ID. */
export function attachedTo(account: string, attached: AttachedText): AttachedText {
  const { name, text, ownAccount } = attached;
  return text === undefined || ownAccount === undefined ? attached : { name, text: text.replaceAll(ownAccount, account) };
}

const COMPILED = new WeakMap<AttachedText, CompiledPolicy[]>();

/**
 * The certain denials of a policy. Possible permissions and unknown parts are open. The same object
 * is read once, even if it is attached several times.
 */
export function certainPolicy(attached: AttachedText, type: PolicyLanguage = 'SERVICE_CONTROL_POLICY'): CompiledPolicy[] {
  const compiled = COMPILED.get(attached) ?? compile(attached, type);
  COMPILED.set(attached, compiled);
  return compiled;
}

function compile({ name, text }: AttachedText, type: PolicyLanguage): CompiledPolicy[] {
  const unknown = new UnknownPolicy(name, `the text of ${name}`);
  if (text === undefined) return [unknown];
  try {
    const document = parsePolicyDocument(parseJson(text), type);
    const statements = document.statements.map((statement) => (isOpen(statement) ? NOTHING : statement));
    const certain = new CompiledPolicy(name, { ...document, statements });
    return document.statements.some((statement) => isOpen(statement) && statement.effect === 'Allow') ? [certain, unknown] : [certain];
  } catch (error) {
    if (error instanceof PolicyLanguageError) return [unknown];
    throw error;
  }
}

/** Keeps its place, so that the indexes of the statements after it do not change. */
const NOTHING: Statement = {
  effect: 'Deny', action: { negated: false, patterns: [] }, resource: { negated: false, patterns: [] }, conditions: [],
};

function isOpen(statement: Statement): boolean {
  return holdsUnknownText(JSON.stringify(statement));
}
