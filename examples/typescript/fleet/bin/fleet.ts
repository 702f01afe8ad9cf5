#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { FleetStack } from '../lib/fleet-stack';

new FleetStack(new App(), 'Fleet');
