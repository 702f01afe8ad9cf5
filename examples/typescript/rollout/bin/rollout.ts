#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { RolloutStack } from '../lib/rollout-stack';

// Deploy to the management account. AWS Organizations accepts these changes only from there.
new RolloutStack(new App(), 'Rollout', { description: 'A new version of a policy, in two waves' });
