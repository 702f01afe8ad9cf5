import { CfnResource, ITaggableV2, TagManager, TagType } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { PolicyTypeEnabler, PlaceInOrganization } from './known-organizations';
import type { IRoot } from './root';
import { ResourceType } from '../../contract';
import type { IOrganizationsProvider } from '../../provider';
import { ParentBase } from '../organizational-unit/organizational-unit';
import { checkAtSynthesis, tagProblems } from '../validation';

export interface RootProps {
  readonly rootId: string;
  readonly organization: PolicyTypeEnabler;
}

/** The root of an organization outside the app. */
export class ImportedRoot extends ParentBase implements IRoot {
  public readonly rootId: string;
  public readonly policyTargetId: string;
  public readonly rootOrOrganizationalUnitId: string;
  protected readonly _place: PlaceInOrganization;

  constructor(scope: Construct, id: string, props: RootProps) {
    super(scope, id);
    this.rootId = props.rootId;
    this.policyTargetId = props.rootId;
    this.rootOrOrganizationalUnitId = props.rootId;
    this._place = { level: 0, organization: props.organization };
  }
}

interface OwnRootProps extends RootProps {
  /** The resource of the organization, which renders the tags of the root and represents it in the template. */
  readonly resource: CfnResource;
  readonly provider: IOrganizationsProvider;
}

/** The root of the app's own organization. It can have tags. */
export class OwnRoot extends ImportedRoot implements ITaggableV2 {
  public readonly cdkTagManager = new TagManager(TagType.KEY_VALUE, ResourceType.ORGANIZATION);
  protected readonly _resource: CfnResource;
  protected readonly _provider: IOrganizationsProvider;

  constructor(scope: Construct, id: string, props: OwnRootProps) {
    super(scope, id, props);
    this._resource = props.resource;
    this._provider = props.provider;
    checkAtSynthesis(this, () => tagProblems(this, this.cdkTagManager));
  }
}
