import { TAGS } from './preparations';
import type { Subject } from './subject';
import { ResourceType } from '../../../src/contract';
import { member } from '../../handler/support/members';

const BILLING = { FeatureSet: 'CONSOLIDATED_BILLING', RootTags: TAGS };
const ALL = { FeatureSet: 'ALL' };

/** The change to all features, and the deletion. */
export const ORGANIZATION_SUBJECTS: readonly Subject[] = [
  {
    variant: 'all features, no invited account',
    type: ResourceType.ORGANIZATION,
    prepare: async () => ({ properties: BILLING, updates: { FeatureSet: ALL } }),
  },
  {
    variant: 'all features, an invited account',
    type: ResourceType.ORGANIZATION,
    prepare: async (deployment) => ({
      properties: BILLING, updates: { FeatureSet: ALL }, beforeUpdate: async () => { member(deployment, '222222222222'); },
    }),
  },
  {
    variant: 'all features are no longer wanted',
    type: ResourceType.ORGANIZATION,
    prepare: async (deployment) => {
      await deployment.organizations.createOrganization('CONSOLIDATED_BILLING');
      member(deployment, '222222222222');
      return { properties: { ...ALL, RootTags: TAGS }, updates: { FeatureSet: { FeatureSet: 'CONSOLIDATED_BILLING' } } };
    },
  },
  {
    variant: 'deleted',
    type: ResourceType.ORGANIZATION,
    prepare: async () => ({ properties: { ...ALL, RootTags: TAGS, AllowDeletion: true }, updates: { Reconcile: { Reconcile: 'again' } } }),
  },
  {
    variant: 'not empty, to be deleted',
    type: ResourceType.ORGANIZATION,
    prepare: async (deployment) => {
      const { id } = await deployment.organizations.createOrganization('ALL').then(() => deployment.simulator.state().root!);
      await deployment.organizations.createOrganizationalUnit(id, 'Foreign', []);
      return { properties: { ...ALL, RootTags: TAGS, AllowDeletion: true }, updates: { Reconcile: { Reconcile: 'again' } } };
    },
  },
];
