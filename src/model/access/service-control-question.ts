import type { AccessQuestion, PreparedQuestion } from './access-question';
import type { PlacedAccount } from './placed-account';
import { type AccessKnowledge, prepareQuestion } from './prepare-question';
import { referencesIn, type SymbolicIds } from './symbols';
import { type AccessRequest, type CompiledPolicy, type Decision, evaluate, pathlessRole, type Reason, UnknownPolicy } from '../../policy';

/** A service control policy with its text. References of code to IDs are replaced by the IDs that stand in for them. */
export interface TextOfPolicy {
  readonly name: string;
  readonly text: string;
  readonly compiled: CompiledPolicy;
}

/** A request and the service control policies of its principal as texts, so that another evaluator can answer too. */
export interface ServiceControlQuestion {
  /** Of a session, the role is the principal, without a path. */
  readonly request: AccessRequest;
  /** From the root down to the account of the principal. */
  readonly levels: readonly { readonly name: string; readonly policies: readonly TextOfPolicy[] }[];
  /** The answer of the service control policies alone. */
  readonly decision: Exclude<Decision, 'depends'>;
  readonly reasons: readonly Reason[];
}

/** A question to which service control policies alone give no definite answer. */
export interface UnanswerableQuestion {
  /** A sentence without its period. */
  readonly why: string;
}

/** @throws Error if the question cannot be asked, as `answerQuestion` does */
export function serviceControlQuestion(
  knowledge: AccessKnowledge, placed: PlacedAccount, { identityPolicies: _, ...question }: AccessQuestion,
): ServiceControlQuestion | UnanswerableQuestion {
  const { symbols } = knowledge;
  const prepared = prepareQuestion(knowledge, placed, question);
  const request = ofRole(prepared);
  const { principalSide } = prepared;
  const { decision, matchedStatements, missingInformation } = evaluate({ ...principalSide, request, resourceSide: { levels: [] } });
  const why = exemptionIn([...prepared.exemptions, ...matchedStatements]) ?? (
    decision === 'depends' ? `the answer depends on ${missingInformation.join(', ')}` : undefined);
  if (why !== undefined) return { why: symbols.named(why) };
  const levels = principalSide.levels.flatMap(({ name, serviceControlPolicies }) => (
    serviceControlPolicies === undefined ? [] : [{ name, policies: serviceControlPolicies }]));
  if (levels.length === 0) return { why: 'no service control policies count here' };
  const references = symbols.context([principalSide]) as Readonly<Record<string, string>>;
  const texts = levels.map(({ name, policies }) => ({
    name, policies: policies.map((compiled) => textOf(knowledge, compiled, references)),
  }));
  const unreadable = texts.flatMap(({ policies }) => policies.flatMap((policy) => ('why' in policy ? [policy.why] : [])));
  if (unreadable.length > 0) return { why: [...new Set(unreadable)].join('; ') };
  return {
    request,
    levels: texts as ServiceControlQuestion['levels'],
    decision: decision as ServiceControlQuestion['decision'],
    reasons: named(symbols, matchedStatements),
  };
}

function ofRole({ request }: PreparedQuestion): AccessRequest {
  const role = request.principal === undefined ? undefined : pathlessRole(request.principal);
  return role === undefined ? request : { ...request, principal: role };
}

function exemptionIn(reasons: readonly Reason[]): string | undefined {
  return reasons.flatMap((reason) => (reason.kind === 'exempt' && reason.type === 'SERVICE_CONTROL_POLICY' ? [reason.why] : []))[0];
}

function textOf(
  { chains }: AccessKnowledge, compiled: CompiledPolicy, ids: Readonly<Record<string, string>>,
): TextOfPolicy | UnanswerableQuestion {
  if (compiled instanceof UnknownPolicy) return { why: `the text is needed of ${compiled.what}` };
  const text = Object.entries(ids).reduce((replaced, [reference, id]) => replaced.replaceAll(`\${${reference}}`, id),
    chains.library.textOfCompiled(compiled)!);
  // Code writes `${!…}` for a text that only looks like a reference.
  const open = [...referencesIn(text), ...text.match(/\$\{![^}]*\}/g) ?? []];
  return open.length === 0 ? { name: compiled.name, text, compiled }
    : { why: `the policy ${compiled.name} has a reference that only the deployment resolves (${open[0]})` };
}

function named(symbols: SymbolicIds, reasons: readonly Reason[]): readonly Reason[] {
  return symbols.isEmpty ? reasons : JSON.parse(symbols.named(JSON.stringify(reasons))) as readonly Reason[];
}
