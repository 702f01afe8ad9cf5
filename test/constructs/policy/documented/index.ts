import { AI_SERVICES_PAGE } from './ai-services-page';
import { BACKUP_PAGE } from './backup-page';
import { CHAT_APPLICATIONS_PAGE } from './chat-applications-page';
import { EC2_PAGE } from './ec2-page';
import type { DocumentedPage } from './example';
import { SECURITY_HUB_PAGE } from './security-hub-page';
import { GUARD_DUTY_PAGE, INSPECTOR_PAGE, NETWORK_SECURITY_DIRECTOR_PAGE } from './security-pages';
import { BEDROCK_PAGE, S3_PAGE, UPGRADE_ROLLOUT_PAGE } from './small-pages';
import { TAG_PAGE } from './tag-page';

/** The pages as of November 2026. Only the first part of the page of Security Hub CSPM was available, without its examples. */
export const DOCUMENTED_PAGES: readonly DocumentedPage[] = [
  TAG_PAGE, BACKUP_PAGE, AI_SERVICES_PAGE, CHAT_APPLICATIONS_PAGE, EC2_PAGE, SECURITY_HUB_PAGE, INSPECTOR_PAGE, GUARD_DUTY_PAGE,
  UPGRADE_ROLLOUT_PAGE, BEDROCK_PAGE, S3_PAGE, NETWORK_SECURITY_DIRECTOR_PAGE,
];
