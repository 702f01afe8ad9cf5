import {
  CHILD_CONTROL, type InheritanceLevel, type ValueOperator, type InheritanceProblem,
  type InheritanceProblemKind,
} from './inheritance-input';
import { type Instruction, readInstructions } from './read-instructions';
import { newSetting, plainValue, type Restriction, type Setting, type Source } from './setting';
import type { ManagementPolicyType } from '../../contract';
import { sameJsonValue } from '../same-json';

type ValueInstruction = Extract<Instruction, { operator: ValueOperator }>;

interface SourcedInstruction<T extends Instruction = Instruction> {
  readonly instruction: T;
  readonly policy: string;
}

/** The order in which the operators of one level take effect: a list is first set, then extended, then reduced. */
const ORDER: readonly ValueOperator[] = ['@@assign', '@@append', '@@remove'];

/**
 * Merges the policies of one level into the inherited settings. Child control of this level binds only the levels below, and with
 * several policies, it permits only what all of them allow.
 * Sources: AWS Organizations User Guide, "Inheritance operators", "Inheritance examples", and "Backup policy syntax and examples",
 * example 4.
 */
export class LevelMerge {
  readonly problems: InheritanceProblem[] = [];
  /** Places that were assigned at this level, with the assigning policy. */
  private readonly assigned = new Map<Setting, Source>();

  constructor(private readonly type: ManagementPolicyType, private readonly root: Setting, private readonly level: InheritanceLevel) {}

  run(): void {
    const all = this.level.policies.flatMap(({ name, content }): SourcedInstruction[] => {
      const { instructions, problems } = readInstructions(this.type, content);
      for (const problem of problems) this.report('syntax', name, problem.path, problem.what, problem.value, problem.advice);
      return instructions.map((instruction) => ({ instruction, policy: name }));
    });
    const values = all.filter((item): item is SourcedInstruction<ValueInstruction> => 'operator' in item.instruction);
    // Judged against the inherited settings, before this level changes them.
    const permitted = values.filter((item) => this.isPermitted(item));
    for (const operator of ORDER) {
      for (const item of permitted) {
        if (item.instruction.operator === operator) this.apply(item);
      }
    }
    for (const { instruction, policy } of all) {
      if ('allowed' in instruction) this.restrict(instruction.path, instruction.allowed, policy);
    }
  }

  private isPermitted({ instruction: { path, operator, value }, policy }: SourcedInstruction<ValueInstruction>): boolean {
    const { restriction, isNew } = this.restrictionAt(path);
    if (restriction === undefined || restriction.operators.includes(operator)) return true;
    // Where policies may append to a container, policies below add whole entries to it, and assign their values.
    if (isNew && operator === '@@assign' && restriction.operators.includes('@@append')) return true;
    const { by } = restriction;
    this.report('not-allowed', policy, path, `may not use ${operator}, since ${by.policy} at ${by.level} does not allow it`, value,
      `Take it out, or let ${CHILD_CONTROL} in ${by.policy} allow ${operator}.`);
    return false;
  }

  /** The restriction of the place itself; for a place that no policy has set yet, that of its nearest ancestor. */
  private restrictionAt(path: readonly string[]): { restriction: Restriction | undefined; isNew: boolean } {
    let setting = this.root;
    for (const key of path) {
      const child = setting.children.get(this.identity(setting, key));
      if (child === undefined) return { restriction: setting.allowed, isNew: true };
      setting = child;
    }
    return { restriction: setting.allowed, isNew: false };
  }

  private apply({ instruction: { path, operator, value }, policy }: SourcedInstruction<ValueInstruction>): void {
    const setting = this.settingAt(path);
    const source: Source = { level: this.level.name, policy, operator };
    if (operator === '@@assign') {
      const first = this.assigned.get(setting);
      if (first === undefined) {
        this.assigned.set(setting, source);
        setting.value = Array.isArray(value) ? value.map((item) => ({ value: item, source })) : { value, source };
      } else if (!sameJsonValue(plainValue(setting)!, value)) {
        this.report('conflict', policy, path, `assigns another value than ${first.policy}, which was attached first and counts`, value,
          'Let one of the two policies set it, or attach them at different levels.');
      }
      return;
    }
    if (setting.value !== undefined && !Array.isArray(setting.value)) {
      this.report('shape', policy, path, `uses ${operator} on a single value`, value, 'Use @@assign.');
      return;
    }
    const items = Array.isArray(value) ? value : [value];
    const present = setting.value ?? [];
    setting.value = operator === '@@remove'
      ? present.filter((one) => !items.some((item) => sameJsonValue(item, one.value)))
      : [...present, ...items.filter((item, index) => (
        !present.some((one) => sameJsonValue(item, one.value)) && items.findIndex((other) => sameJsonValue(other, item)) === index
      )).map((item) => ({ value: item, source }))];
  }

  private restrict(path: readonly string[], operators: readonly ValueOperator[], policy: string): void {
    const setting = this.settingAt(path);
    const before = setting.allowed?.operators;
    const left = before === undefined ? operators : before.filter((operator) => operators.includes(operator));
    if (before === undefined || left.length < before.length) {
      setting.allowed = { operators: left, by: { level: this.level.name, policy } };
    }
  }

  private settingAt(path: readonly string[]): Setting {
    return path.reduce((setting, key) => {
      const identity = this.identity(setting, key);
      const child = setting.children.get(identity) ?? newSetting(key);
      setting.children.set(identity, child);
      return child;
    }, this.root);
  }

  /** Policy keys of tag policies are not case-sensitive. Source: "Tag policy syntax and examples". */
  private identity(parent: Setting, key: string): string {
    return this.type === 'TAG_POLICY' && parent.key === 'tags' ? key.toLowerCase() : key;
  }

  private report(
    kind: InheritanceProblemKind, policy: string, path: readonly string[], what: string, value: unknown, advice: string,
  ): void {
    this.problems.push({ kind, level: this.level.name, policy, path: path.join('.'), what, value, advice });
  }
}
