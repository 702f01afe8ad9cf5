import type { Construct } from 'constructs';
import type { PlaceInOrganization } from './place-in-organization';
import type { PolicyTypeEnabler } from './policy-type-enabler';
import type { IRoot } from './root';
import { PolicyTargetBase } from '../policy/attachments/policy-target';

export interface RootProps {
  readonly rootId: string;
  readonly organization: PolicyTypeEnabler;
}

/** The root of an organization outside the app. */
export class ImportedRoot extends PolicyTargetBase implements IRoot {
  public readonly rootId: string;
  public readonly policyTargetId: string;
  public readonly childParentId: string;
  protected readonly _place: PlaceInOrganization;

  constructor(scope: Construct, id: string, props: RootProps) {
    super(scope, id);
    this.rootId = props.rootId;
    this.policyTargetId = props.rootId;
    this.childParentId = props.rootId;
    this._place = { level: 0, organization: props.organization };
  }
}
