import { describeCrashPoints } from './every-crash-point';
import { SUBJECTS } from './subjects';
import { ResourceType } from '../../../src/contract';

describeCrashPoints(SUBJECTS.filter(({ type }) => type !== ResourceType.POLICY_SET));
