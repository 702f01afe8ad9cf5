import { Aspects, CfnResource } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { importedOrganizations, soleOrganization, type PolicyTypeEnabler } from '../../organization/known-organizations';
import { POLICY_TYPE, problem, warn } from '../../validation';

/** Enables the types of attached policies in the organization of the target, or else in the only organization of the app. */
export class NeededPolicyTypes {
  private ofTarget?: PolicyTypeEnabler;

  constructor(private readonly attachments: Construct, private readonly types: () => readonly string[]) {
    // The organizations of the app are known only after its code has run.
    Aspects.of(attachments).add({
      visit: (node) => {
        if (node === attachments && !this.ofTarget) this.types().forEach((type) => soleOrganization(attachments)?._ensurePolicyType(type));
      },
    });
  }

  /** Takes the organization from one of the constructs of the target. The others need not know it. */
  isOf(organization: PolicyTypeEnabler | undefined): void {
    if (this.ofTarget || !organization) return;
    this.ofTarget = organization;
    this.types().forEach((type) => this.need(type));
  }

  need(type: string): void {
    this.ofTarget?._ensurePolicyType(type);
  }

  /** The constructs that the attachments depend on. */
  required(): IConstruct[] {
    return this.types().flatMap((type) => this.ofTarget?._findPolicyType(type) ?? []);
  }

  /** The resources that should come before the attachments, unless that closes a cycle between stacks. */
  preferred(): CfnResource[] {
    if (this.ofTarget) return [];
    const organizations = [soleOrganization(this.attachments) ?? [], importedOrganizations(this.attachments)].flat();
    return this.types().flatMap((type) => organizations.flatMap((each) => each._findPolicyType(type))).filter(CfnResource.isCfnResource);
  }

  warnOfOthers(target: IConstruct): void {
    if (this.ofTarget || soleOrganization(this.attachments)) return;
    const imported = importedOrganizations(this.attachments);
    for (const type of this.types().filter((each) => imported.every((organization) => organization._findPolicyType(each).length === 0))) {
      warn(target, POLICY_TYPE.id, problem({
        wrong: 'The organization of the target is not known, so the app does not enable the type of its policies',
        given: type,
        remedy: 'Call enablePolicyType on the organization (of the app, or Organization.fromOrganizationAttributes), or acknowledge this if the type is enabled',
      }));
    }
  }
}
