import type { IConstruct } from 'constructs';
import { checkAtSynthesis, problem } from '../../validation';
import type { PolicyProps } from '../policy';
import { PolicyContent } from '../policy-content';
import type { PolicyType } from '../policy-type';
import type { ManagementPolicyProps } from './management-policy-props';
import { PolicyTree, withChildControl } from './policy-tree';

/** The differences between the management policy types. */
export interface ManagementPolicyKind {
  readonly policyType: PolicyType;
  /** Such as "tag policy". */
  readonly noun: string;
  /** The top-level key of the policy document. */
  readonly topKey: string;
}

/** The typed props of a policy, and the content that they define. */
export interface TypedContent<Name extends string = string> {
  /** All typed props by name; those that are not given are undefined. */
  readonly props: Readonly<Record<Name, unknown>>;
  /** The content below the top-level key. */
  tree(): PolicyTree | undefined;
  /** The problems of the given props. */
  problems(scope: IConstruct): string[];
}

/** The names of the props that only this policy type has. */
type TypedPropName<Props extends ManagementPolicyProps> = Exclude<keyof Props & string, keyof ManagementPolicyProps>;

/** Builds and checks a policy that is defined by either JSON or typed props. It is no base class, since jsii would publish that. */
export class ManagementPolicyDraft<Props extends ManagementPolicyProps> {
  readonly policyProps: PolicyProps;

  constructor(
    private readonly kind: ManagementPolicyKind, private readonly props: Props, private readonly typed: TypedContent<TypedPropName<Props>>,
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
    return given.length > 0 ? [] : [problem({ wrong: `The ${noun} has no content`, given: 'nothing', remedy })];
  }
  if (given.length > 0) {
    return [problem({ wrong: `The ${noun} has both content and typed props`, given: ['content', ...given].join(', '), remedy })];
  }
  return childControl === undefined ? [] : [problem({
    wrong: `The childControl of the ${noun} applies to typed props only`,
    given: JSON.stringify(childControl.operators),
    remedy: 'Write @@operators_allowed_for_child_policies into the content, at each setting to restrict',
  })];
}
