/** The parts of other rooms that read an organization and answer questions about it. `lazyModel` loads them. */
export { readCloudAssembly } from '../assembly';
export { OrganizationAccess } from '../model/access';
export { InvariantChecker } from '../model/check';
export { organizationFromAssembly } from '../model/code/from-assembly';
export { managingStacks } from '../model/code/one-organization';
export { targets } from '../model/organization';
export { requestInWords } from '../policy/decide';
