import type { IConstruct } from 'constructs';
import { checkAtSynthesis, problem } from '../../validation';
import type { PolicyProps } from '../policy';
import { PolicyContent } from '../policy-content';
import type { PolicyType } from '../policy-type';
import type { ManagementPolicyProps } from './management-policy-props';
import { PolicyTree, withChildControl } from './policy-tree';

/** In what the types differ. */
export interface ManagementPolicyKind {
  readonly policyType: PolicyType;
  /** Such as "tag policy". */
  readonly noun: string;
  /** The key that such a policy begins with. */
  readonly topKey: string;
}

/** What typed props say. */
export interface TypedContent {
  /** The props by name, those included that are not given. */
  readonly props: Readonly<Record<string, unknown>>;
  /** What stands below the top key. */
  tree(): PolicyTree | undefined;
  /** Messages about what is wrong with the props that are given. */
  problems(scope: IConstruct): string[];
}

/** What a policy is made of that is written either as JSON or by typed props. Not a base class: jsii would publish it. */
export class ManagementPolicyDraft {
  readonly policyProps: PolicyProps;

  constructor(
    private readonly kind: ManagementPolicyKind, private readonly props: ManagementPolicyProps, private readonly typed: TypedContent,
  ) {
    this.policyProps = { ...props, policyType: kind.policyType, content: props.content ?? contentOf(kind, props, typed) };
  }

  checkAtSynthesis(policy: IConstruct): void {
    checkAtSynthesis(policy,
      () => sourceProblems(this.kind.noun, this.props, this.typed),
      () => (this.props.content ? [] : this.typed.problems(policy)),
    );
  }
}

function contentOf({ topKey }: ManagementPolicyKind, { childControl }: ManagementPolicyProps, typed: TypedContent): PolicyContent {
  const tree = givenNames(typed).length === 0 ? undefined : typed.tree();
  if (tree === undefined) return PolicyContent.fromJson({});
  return PolicyContent.fromJson({ [topKey]: childControl ? withChildControl(tree, childControl) : tree });
}

function givenNames({ props }: TypedContent): string[] {
  return Object.keys(props).filter((name) => props[name] !== undefined);
}

function sourceProblems(noun: string, { content, childControl }: ManagementPolicyProps, typed: TypedContent): string[] {
  const given = givenNames(typed);
  const names = Object.keys(typed.props);
  const remedy = `Give either content or ${names.length === 1 ? names[0] : `any of ${names.join(', ')}`}`;
  if (content === undefined) {
    return given.length > 0 ? [] : [problem({ wrong: `The ${noun} says nothing`, given: 'nothing', remedy })];
  }
  if (given.length > 0) {
    return [problem({ wrong: `The ${noun} has both content and typed props`, given: ['content', ...given].join(', '), remedy })];
  }
  return childControl === undefined ? [] : [problem({
    wrong: `The child control of the ${noun} is for typed props only`,
    given: JSON.stringify(childControl.operators),
    remedy: 'Write @@operators_allowed_for_child_policies in the content itself, at each place where it is to hold',
  })];
}
