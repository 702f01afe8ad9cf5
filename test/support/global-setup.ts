import { ensureBundles } from './bundles';
import { createTemporaryFolder } from './temporary-folder';

/** Tools warn about the version of Node.js that runs the tests; the lowest supported one is tested on purpose. */
const SILENCED = {
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
  JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
};

/** Runs once before all test files. */
export default function globalSetup(): void {
  Object.assign(process.env, SILENCED);
  createTemporaryFolder();
  ensureBundles();
}
