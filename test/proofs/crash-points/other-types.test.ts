import { describeCrashPoints } from './every-crash-point';
import { SETS_AND_UNITS, SUBJECTS } from './subjects';

describeCrashPoints(SUBJECTS.filter(({ type }) => !SETS_AND_UNITS.includes(type)));
