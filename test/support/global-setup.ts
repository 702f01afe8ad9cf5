import { ensureBundles, ensureLibrary } from './bundles';
import { createTemporaryFolder } from './temporary-folder';

/** Tools warn about the version of Node.js that runs the tests; the lowest supported one is tested on purpose. */
const SILENCED = {
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
  JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
};

/** The validation of templates by aws-cdk-lib takes seconds at each synthesis; the test of the examples turns it on. */
const WITHOUT_VALIDATION = { CDK_VALIDATION: 'false' };

/** Runs once before all test files. */
export default async function globalSetup(): Promise<void> {
  Object.assign(process.env, SILENCED, WITHOUT_VALIDATION);
  createTemporaryFolder();
  ensureBundles();
  await ensureLibrary();
}
