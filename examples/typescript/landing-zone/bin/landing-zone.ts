#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { LandingZoneStack } from '../lib/landing-zone-stack';

const app = new App();

// Deploy to the management account. AWS Organizations accepts these changes only from there.
new LandingZoneStack(app, 'LandingZone', {
  description: 'The organization: units, accounts, guardrails and delegated administrators',
  emailDomain: 'example.com',
  allowedRegions: ['eu-central-1', 'eu-west-1'],
});
