#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { PoliciesStack } from '../lib/policies-stack';

const app = new App();

// Deploy to the management account. AWS Organizations accepts these changes only from there.
new PoliciesStack(app, 'Policies', { description: 'One policy of every type, on one organizational unit' });
