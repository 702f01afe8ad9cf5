#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { OrganizationStack } from '../lib/organization-stack';

// The Region is only the place of the stack; choose it before the first deployment, and keep it.
const region = process.env.CDK_DEFAULT_REGION ?? 'us-east-1';
// The account is the management account.
new OrganizationStack(new App(), 'Organization', { env: { account: '111111111111', region } });
