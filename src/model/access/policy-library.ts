import type { AuthorizationPolicyType } from '../../contract';
import {
  CompiledPolicy, FULL_AWS_ACCESS, JsonProblem, parseJson, parsePolicyDocument, type PolicyDocument, PolicyLanguageError,
  RCP_FULL_AWS_ACCESS, UnknownPolicy, writePolicyDocument,
} from '../../policy';
import type { AttachedPolicy, Organization, Policy } from '../organization';
import { referencesIn } from './symbols';

const OF_AWS: Record<string, PolicyDocument> = { 'p-FullAWSAccess': FULL_AWS_ACCESS, 'p-RCPFullAWSAccess': RCP_FULL_AWS_ACCESS };

/** The authorization policies of an organization, each compiled once. One that cannot be judged is an `UnknownPolicy` with the reason. */
export class PolicyLibrary {
  private readonly policies: ReadonlyMap<string, Policy>;
  private readonly compiled = new Map<string, CompiledPolicy>();
  private readonly texts = new Map<CompiledPolicy, string>();

  /** @param former of another version of the organization, with which this one has most policies in common */
  constructor(organization: Pick<Organization, 'policies'>, private readonly former?: PolicyLibrary) {
    this.policies = new Map(organization.policies.map((policy) => [policy.id, policy]));
  }

  get(attached: AttachedPolicy): CompiledPolicy {
    let compiled = this.compiled.get(attached.id);
    if (compiled === undefined) {
      compiled = this.inFormer(attached) ?? this.compile(attached);
      this.compiled.set(attached.id, compiled);
      const text = Object.hasOwn(OF_AWS, attached.id) ? JSON.stringify(writePolicyDocument(OF_AWS[attached.id])) : this.textOf(attached);
      if (text !== undefined) this.texts.set(compiled, text);
    }
    return compiled;
  }

  /** The JSON text; undefined for a policy that is attached but not part of the organization's value. */
  textOf({ id }: AttachedPolicy): string | undefined {
    return this.policies.get(id)?.content;
  }

  /** The JSON text of a compiled policy, as the service has it; undefined for a policy whose text is not known. */
  textOfCompiled(policy: CompiledPolicy): string | undefined {
    return this.texts.get(policy);
  }

  private inFormer(attached: AttachedPolicy): CompiledPolicy | undefined {
    const [own, others] = [this, this.former].map((library) => library?.policies.get(attached.id));
    const isSame = own !== undefined && own.name === others?.name && own.type === others.type && own.content === others.content;
    return isSame ? this.former?.get(attached) : undefined;
  }

  private compile({ id, name, type }: AttachedPolicy): CompiledPolicy {
    if (Object.hasOwn(OF_AWS, id)) return new CompiledPolicy(name, OF_AWS[id]);
    const policy = this.policies.get(id);
    if (policy === undefined) return new UnknownPolicy(name, `policy ${name}, whose text is not known here`);
    try {
      const document = parsePolicyDocument(parseJson(policy.content), type as AuthorizationPolicyType);
      if (document.version !== '2012-10-17' && referencesIn(policy.content).size > 0) {
        return new UnknownPolicy(name, `policy ${name}, which has references that only the deployment resolves (with "Version": "2012-10-17" it could be judged)`, policy.content);
      }
      return new CompiledPolicy(policy.name, document);
    } catch (error) {
      if (error instanceof JsonProblem || error instanceof PolicyLanguageError) {
        return new UnknownPolicy(name, `policy ${name}, which cannot be read (${error.message.split('\n')[0]})`, policy.content);
      }
      throw error;
    }
  }
}
