/**
 * The default service role of AWS Backup, which copies backups to other accounts and deletes them when they expire. Service control
 * policies restrict it, unlike a service-linked role.
 *
 * Source: AWS Backup Developer Guide, "IAM service roles"; AWS managed policy AWSBackupServiceRolePolicyForBackup.
 */
const BACKUP_ROLE = 'arn:*:iam::*:role/service-role/AWSBackupDefaultServiceRole';

/** The condition that excludes the role. Its operator differs from the one of exempt principals, so that both can be in one statement. */
export const UNLESS_BACKUP_ROLE = { ArnNotEquals: { 'aws:PrincipalArn': [BACKUP_ROLE] } };

export const BACKUP_ROLE_LIMIT = 'The default service role of AWS Backup is exempt, since it copies and deletes backups: add protect-roles for it';
