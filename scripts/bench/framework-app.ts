/**
 * The organization of the benchmark in plain L1 constructs, and the CDK's own provider framework with two functions beside it: what any
 * library of custom resources that uses the framework pays at least.
 */
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { plainOrganization } from './plain-organization';

const stack = plainOrganization();
const code = Code.fromAsset(join(__dirname, '..', '..', 'assets', 'handler'), { exclude: ['*.map'] });
const handler = (name: string) => new Function(stack, name, { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code });
new Provider(stack, 'Provider', { onEventHandler: handler('OnEvent'), isCompleteHandler: handler('IsComplete') });
(stack.node.root as App).synth();
