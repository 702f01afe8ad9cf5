import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PolicyContent } from './policy-content';
import type { AttachedText } from '../../policy';
import { knownText, type KnownText } from '../synthesis/known-text';
import { leastSize } from '../synthesis/least-size';
import { beginRounds, synthesisRound } from '../synthesis/synthesis-round';

/** What can be said of a document before the deployment. */
export interface KnownContent {
  /** Messages because of which nothing else is said. */
  readonly problems: readonly string[];
  /** The least size that is certain. */
  readonly size: number;
  /** Name and text for whoever judges several policies together. */
  readonly attached: AttachedText;
  readonly standIn?: KnownText['standIn'];
}

/** The document of a policy. At synthesis it is read once, however many targets it is attached to. */
export class PolicyText {
  /** As it is sent, with tokens. */
  readonly text: string;
  private read?: { readonly round: object; readonly content: KnownContent };

  constructor(private readonly policy: IConstruct, private readonly content: PolicyContent) {
    this.text = content._text(policy);
    beginRounds(policy);
  }

  known(): KnownContent {
    const round = synthesisRound(this.policy);
    if (round === undefined) return this.readNow();
    if (this.read?.round !== round) this.read = { round, content: this.readNow() };
    return this.read.content;
  }

  /** Name and text where the policy is attached to a target; `accountId`, which may be a token, if that is an account. */
  attachedTo(accountId: string | undefined): AttachedText {
    const { attached, standIn } = this.known();
    const ownAccount = Token.isUnresolved(accountId) ? standIn?.(Stack.of(this.policy).resolve(accountId)) : undefined;
    return ownAccount === undefined ? attached : { ...attached, ownAccount };
  }

  private readNow(): KnownContent {
    const problems = this.content._problems(this.policy);
    const resolved = Stack.of(this.policy).resolve(this.text);
    const { text, standIn } = (problems.length > 0 ? undefined : knownText(resolved)) ?? {};
    return { problems, size: leastSize(resolved), attached: { name: this.policy.node.path, text }, standIn };
  }
}
