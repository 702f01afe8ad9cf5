import { ACCOUNT_API, accountOperation } from './account-management/account-api';
import { authorize, type Caller, callerFrom } from './authorization/authorization';
import { answerQuery, type QueryCall, queryIn, queryXml } from './authorization/caller-identity';
import { Fault } from './disturbances/faults/fault';
import { JournalEntry } from './journal';
import { ObservedOrganization, Observer } from './observation';
import { DEEPEST_JSON, isTooDeep } from '../policy';
import { Call, ChecksPassed, Operation } from './operations/operation';
import type { Api } from './protocol/api';
import { header, SimulatorRequest, SimulatorResponse } from './protocol/http-message';
import { ORGANIZATIONS_API } from './protocol/organizations-api';
import { accessDenied, ServiceError } from './protocol/service-error';
import { SERVICE_MODEL } from './protocol/service-model';
import type { SimulatorOptions } from './simulator-options';
import { LATEST } from './store/versioned-table';
import { View } from './store/view';
import { complete } from './world/completions';
import { World } from './world/world';
import { Worlds } from './world/worlds';

const TARGET = new RegExp(`^${SERVICE_MODEL.targetPrefix}\\.(\\w+)$`);

/** The operation that a request names, and its service. */
interface Asked {
  readonly api: Api;
  readonly operation: string;
}

function askedFor(request: SimulatorRequest): Asked {
  const ofAccount = accountOperation(request.method, request.path);
  if (ofAccount !== undefined) return { api: ACCOUNT_API, operation: ofAccount };
  const target = header(request, 'x-amz-target') ?? '';
  const [, operation = target] = TARGET.exec(target) ?? [];
  return { api: ORGANIZATIONS_API, operation };
}

/** The response to a call, and the time that the service needs for it. */
interface Answer {
  readonly response: object;
  readonly ms: number;
}

/** Answers calls of the service, one after the other, and writes them down. */
export class Service {
  readonly journal: JournalEntry[] = [];
  /** No completion is due before; recomputed after each write. */
  private nextCompletionAt = -Infinity;

  constructor(
    readonly worlds: Worlds,
    private readonly now: () => number,
    private readonly onWrite: Observer = () => undefined,
    private readonly journalResponses: SimulatorOptions['journalResponses'] = 'all',
  ) {}

  get organization(): ObservedOrganization {
    return new ObservedOrganization(this.worlds.own.truth);
  }

  /** Makes up for the time that has passed. */
  catchUp(now = this.now()): void {
    if (now < this.nextCompletionAt) return;
    this.nextCompletionAt = complete(this.worlds.surroundings, now, (at) => this.onWrite({ at, organization: this.organization }));
  }

  serve(request: SimulatorRequest): SimulatorResponse {
    const at = this.now();
    this.catchUp(at);
    const caller = callerFrom(header(request, 'authorization'), this.worlds.own.managementAccount.id);
    const query = queryIn(request);
    if (query) return this.tellIdentity(query, caller, at);
    const { api, operation } = askedFor(request);
    const fault = this.worlds.surroundings.faults.next(operation);
    const { entry, response } = this.outcome(api, {
      sequence: this.journal.length + 1,
      at,
      operation,
      writing: api.operations.get(operation)?.writing ?? false,
      accountId: caller.accountId,
      request: parsed(request.body),
      ...(fault && { fault: fault.effect }),
    }, caller, request.body, fault);
    this.journal.push(entry);
    if (entry.writing && !entry.error) this.onWrite({ at, entry, organization: this.organization });
    return response;
  }

  /** Answers a client that asks who it is. Neither the faults nor the rates of AWS Organizations concern it. */
  private tellIdentity(query: QueryCall, { accountId, partition }: Caller, at: number): SimulatorResponse {
    const caller = { accountId, partition: this.worlds.surroundings.settings.partition ?? partition };
    const answer = answerQuery(query, caller, this.worlds.of(accountId) !== undefined);
    const { response, error, status } = answer;
    const sequence = this.journal.length + 1;
    const outcome = response ? { response } : { error };
    this.journal.push({ sequence, at, operation: query.Action ?? '', writing: false, accountId, request: query, ...outcome });
    const id = requestId(sequence);
    return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': id }, body: queryXml(answer, id) };
  }

  /** The journal entry of a call, and the response for the caller. */
  private outcome(
    api: Api, head: JournalEntry, caller: Caller, requestBody: string, fault?: Fault,
  ): { entry: JournalEntry; response: SimulatorResponse } {
    try {
      const { response, ms } = this.answer(api, head, caller, requestBody, fault);
      const isKept = head.writing || this.journalResponses === 'all';
      return { entry: { ...head, ...(isKept && { response }) }, response: struck(message(api, head.sequence, response), ms, fault) };
    } catch (thrown) {
      const worded = api.worded(serviceError(thrown), this.worlds.surroundings.settings.readings);
      const { code, reason, message: text, detail } = worded;
      const error = { code, ...(reason !== undefined && { reason }), message: text, ...(detail !== undefined && { detail }) };
      const entry = { ...head, error };
      return { entry, response: struck(message(api, head.sequence, worded.body, worded), 0, fault) };
    }
  }

  private answer(api: Api, { at, operation: name, accountId, request }: JournalEntry, caller: Caller, body: string, fault?: Fault): Answer {
    if (fault) strike(fault);
    if (!Object.hasOwn(api.model.operations, name)) throw new ServiceError('UnknownOperationException', `There is no operation "${name}".`);
    if (request === undefined) throw new ServiceError('SerializationException', `The body is not valid JSON of at most ${DEEPEST_JSON} levels: ${body.slice(0, 100)}`);
    const operation = api.operations.get(name);
    if (!operation) throw new ServiceError('UnsupportedAPIEndpointException', `This simulator of ${api.name} does not simulate ${name}.`);
    const { surroundings: { settings: { rates, readings }, rateLimiter }, own } = this.worlds;
    const callersWorld = this.worlds.of(accountId);
    const world = callersWorld ?? own;
    const organization = bucketOf(world, own);
    if (rates) api.admit(rateLimiter, { operation: name, callerId: accountId, organization, request, now: at }, readings);
    const permission = () => authorize(
      { world, accountId, exists: callersWorld !== undefined, partition: caller.partition, request }, name, operation.access,
    );
    const isFirst = readings.permissionCheck === 'beforeRequest';
    if (isFirst) permission();
    const input = api.validRequest(name, request);
    if (!isFirst) permission();
    return operation.writing ? this.write(world, operation, caller, at, input, fault) : this.read(world, operation, caller, at, input);
  }

  private read(world: World, operation: Operation, caller: Caller, at: number, input: object): Answer {
    const { settings, replicas, truth } = world;
    const view = settings.lags ? replicas.view(at) : truth;
    const respond = (seen: View) => operation.handle(new Call(operation.name, caller, at, world, seen, seen), input) ?? {};
    try {
      return { response: respond(view), ms: 0 };
    } catch (error) {
      throw this.isNotVisibleYet(error, () => respond(truth)) ? accessDenied() : error;
    }
  }

  private write(world: World, operation: Operation, caller: Caller, at: number, input: object, fault?: Fault): Answer {
    const { truth, replicas, settings, surroundings: { conflicts, worlds } } = world;
    const references = settings.staleReferences && settings.lags ? replicas.view(at) : truth;
    const newCall = (seen: View, onlyChecks: boolean) => new Call(operation.name, caller, at, world, truth, seen, fault, onlyChecks);
    const check = (seen: View) => this.checkOnly(() => operation.handle(newCall(seen, true), input));
    let accepted: (() => number) | undefined;
    try {
      accepted = conflicts?.enter({ operation: operation.name, request: input, callerId: caller.accountId, now: at }, truth);
    } catch (conflict) {
      if (settings.readings.conflictCheck === 'afterMeaning') check(references);
      throw conflict;
    }
    let response: object;
    try {
      response = operation.handle(newCall(references, false), input) ?? {};
    } catch (error) {
      throw this.isNotVisibleYet(error, () => check(truth)) ? accessDenied() : error;
    }
    this.nextCompletionAt = -Infinity;
    worlds.forEach(({ store }) => store.forget((table) => {
      const rememberedMs = Math.max(settings.lagMs(table), settings.retentionMs);
      return rememberedMs === 0 ? LATEST : at - rememberedMs;
    }));
    return { response, ms: accepted?.() ?? 0 };
  }

  /** Throws what would refuse a write, and changes nothing. */
  private checkOnly(work: () => unknown): void {
    const { random } = this.worlds.surroundings;
    const before = random.state;
    try {
      work();
    } catch (error) {
      if (!(error instanceof ChecksPassed)) throw error;
    } finally {
      random.restore(before);
    }
  }

  /** Whether to report missing permissions, because the call does not see an existing resource yet. */
  private isNotVisibleYet(error: unknown, again: () => unknown): boolean {
    if (this.worlds.surroundings.settings.readings.notVisibleYet === 'notFound' || !(error instanceof ServiceError) || !/NotFound|NotInUse/.test(error.code)) return false;
    try {
      again();
      return true;
    } catch {
      return false;
    }
  }
}

/** The name of the bucket that the accounts of an organization share. */
function bucketOf(world: World, own: World): string {
  return world === own ? 'organization' : `organization of ${world.managementAccount.id}`;
}

/** Undefined for what is no JSON, or nested too deeply to be checked and shown in the journal. */
function parsed(body: string): unknown {
  try {
    const request: unknown = body === '' ? {} : JSON.parse(body);
    return isTooDeep(request) ? undefined : request;
  } catch {
    return undefined;
  }
}

/** A fault of ours is a fault of the service. */
function serviceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  return new ServiceError('ServiceException', `The simulator failed: ${error instanceof Error ? error.stack : String(error)}`);
}

function message(api: Api, sequence: number, body: object, error?: ServiceError): SimulatorResponse {
  return {
    status: error?.status ?? 200,
    headers: {
      'content-type': api.contentType,
      ...api.headers(error),
      'x-amzn-requestid': requestId(sequence),
    },
    body: JSON.stringify(body),
  };
}

function requestId(sequence: number): string {
  return `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`;
}

/** Ends a call before it has an effect, if that is what the fault does. */
function strike(fault: Fault): void {
  if (fault.effect === 'dropRequest' || (fault.effect === 'neverAnswers' && fault.request === 'isLost')) throw new ServiceError('RequestLost', 'The fault plan lost this request on its way, so it had no effect.');
  if (fault.effect === 'fail') throw new ServiceError(fault.code, fault.message ?? 'The fault plan lets this call fail.', fault.reason);
}

/** Applies the effect of a fault and the delay to a response. */
function struck(response: SimulatorResponse, ms: number, fault: Fault | undefined): SimulatorResponse {
  const delayMs = ms + (fault?.effect === 'delay' ? fault.delayMs : 0);
  const dropped = fault?.effect === 'dropRequest' || fault?.effect === 'dropAnswer';
  if (fault?.effect === 'neverAnswers') return { ...response, body: '', neverAnswers: true };
  return { ...response, ...(delayMs > 0 && { delayMs }), ...(dropped && { dropped }) };
}
