import type { App } from 'aws-cdk-lib';
import { plainOrganization } from './plain-organization';

(plainOrganization().node.root as App).synth();
