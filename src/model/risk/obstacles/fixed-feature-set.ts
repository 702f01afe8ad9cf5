import { obstacle } from './obstacle';
import type { Aligned } from '../../diff/align';
import type { Obstacle } from '../risk';

/**
 * All features begin with a request that invited accounts have to agree to, and are never given up again.
 * Source: AWS Organizations User Guide, "Enabling all features for an organization".
 */
export function fixedFeatureSet({ base, head }: Aligned, untouched: ReadonlySet<string>): Obstacle[] {
  if (base.id === '' || head.id === '' || base.featureSet === head.featureSet) return [];
  const address = head.targets.get(head.rootId)?.code?.address;
  if (address !== undefined && untouched.has(address)) return [];
  const isLive = base.code === undefined;
  return [head.featureSet === 'ALL'
    ? obstacle('featureSetIsFixed', 'Root', `The organization ${isLive ? 'has' : 'had'} only the features of consolidated billing${isLive ? '' : ' in the code'}, and a deployment enables no others`,
      head.featureSet, `Enable all features first (AWS Organizations console, or EnableAllFeatures; invited accounts have to agree)${isLive ? '' : ', unless that was done beforehand'}`)
    : obstacle('featureSetIsFixed', 'Root', `The organization ${isLive ? 'has' : 'had'} all features${isLive ? '' : ' in the code'}, which cannot be given up again`,
      head.featureSet, 'Set the feature set to ALL')];
}
