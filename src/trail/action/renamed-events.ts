/**
 * Events whose name is not the name of an action, by the prefix of the service: `Event=Action`, with `+` between actions that all have
 * to pass. `-` as the action: the call needs no permission. What is not here and not an action has no mapping, and is counted as such.
 * Sources: Service Authorization Reference, the pages of these services; Amazon S3 User Guide, "Required permissions for Amazon S3 API
 * operations"; AWS Lambda and Amazon DynamoDB developer guides, the permissions of their APIs.
 */
const RENAMED: Readonly<Record<string, string>> = {
  'bedrock': 'Converse=InvokeModel ConverseStream=InvokeModelWithResponseStream InvokeModelWithBidirectionalStream=InvokeModel '
    + 'StartAsyncInvoke=InvokeModel RetrieveAndGenerateStream=RetrieveAndGenerate',
  'budgets': 'CreateBudget=ModifyBudget CreateNotification=ModifyBudget CreateSubscriber=ModifyBudget DeleteBudget=ModifyBudget '
    + 'DeleteNotification=ModifyBudget DeleteSubscriber=ModifyBudget UpdateBudget=ModifyBudget UpdateNotification=ModifyBudget '
    + 'UpdateSubscriber=ModifyBudget DescribeBudget=ViewBudget DescribeBudgetNotificationsForAccount=ViewBudget '
    + 'DescribeBudgetPerformanceHistory=ViewBudget DescribeBudgets=ViewBudget DescribeNotificationsForBudget=ViewBudget '
    + 'DescribeSubscribersForNotification=ViewBudget',
  'cassandra': 'CreateKeyspace=Create CreateTable=Create CreateType=Create DeleteKeyspace=Drop DeleteTable=Drop DeleteType=Drop '
    + 'GetKeyspace=Select GetTable=Select GetType=Select ListKeyspaces=Select ListTables=Select ListTypes=Select ListTagsForResource=Select '
    + 'RestoreTable=Restore UpdateKeyspace=Alter UpdateTable=Alter',
  'cloudfront': 'CreateDistributionWithTags=CreateDistribution+TagResource CreateStreamingDistributionWithTags=CreateStreamingDistribution+TagResource',
  'connect': 'CreateParticipantConnection=- CompleteAttachmentUpload=- DisconnectParticipant=- GetAttachment=- GetTranscript=- SendEvent=- '
    + 'SendMessage=- StartAttachmentUpload=- CancelParticipantAuthentication=- GetAuthenticationUrl=-',
  'dynamodb': 'TransactGetItems=GetItem',
  'kms': 'ReEncrypt=ReEncryptFrom+ReEncryptTo',
  'lambda': 'Invoke=InvokeFunction InvokeWithResponseStream=InvokeFunction GetLayerVersionByArn=GetLayerVersion',
  's3': 'CompleteMultipartUpload=PutObject CopyObject=GetObject+PutObject CreateMultipartUpload=PutObject UploadPart=PutObject '
    + 'InitiateMultipartUpload=PutObject UploadPartCopy=GetObject+PutObject PostObject=PutObject HeadObject=GetObject HeadBucket=ListBucket '
    + 'GetBucket=ListBucket ListObjects=ListBucket ListObjectsV2=ListBucket ListObjectVersions=ListBucketVersions '
    + 'GetBucketObjectVersions=ListBucketVersions GetBucketVersions=ListBucketVersions ListBuckets=ListAllMyBuckets '
    + 'ListMultipartUploads=ListBucketMultipartUploads ListParts=ListMultipartUploadParts '
    + 'DeleteObjects=DeleteObject DeleteMultipleObjects=DeleteObject DeleteBucketCors=PutBucketCORS DeleteBucketEncryption=PutEncryptionConfiguration '
    + 'DeleteBucketLifecycle=PutLifecycleConfiguration DeleteBucketReplication=PutReplicationConfiguration '
    + 'DeleteBucketTagging=PutBucketTagging DeleteBucketOwnershipControls=PutBucketOwnershipControls '
    + 'DeleteBucketAnalyticsConfiguration=PutAnalyticsConfiguration DeleteBucketInventoryConfiguration=PutInventoryConfiguration '
    + 'DeleteBucketMetricsConfiguration=PutMetricsConfiguration DeleteBucketIntelligentTieringConfiguration=PutIntelligentTieringConfiguration '
    + 'DeletePublicAccessBlock=PutBucketPublicAccessBlock DeleteBucketPublicAccessBlock=PutBucketPublicAccessBlock '
    + 'DeleteAccountPublicAccessBlock=PutAccountPublicAccessBlock '
    + 'GetBucketAccelerateConfiguration=GetAccelerateConfiguration GetBucketAnalyticsConfiguration=GetAnalyticsConfiguration '
    + 'GetBucketEncryption=GetEncryptionConfiguration GetBucketIntelligentTieringConfiguration=GetIntelligentTieringConfiguration '
    + 'GetBucketInventoryConfiguration=GetInventoryConfiguration GetBucketLifecycle=GetLifecycleConfiguration '
    + 'GetBucketLifecycleConfiguration=GetLifecycleConfiguration GetBucketMetricsConfiguration=GetMetricsConfiguration '
    + 'GetBucketNotificationConfiguration=GetBucketNotification GetBucketReplication=GetReplicationConfiguration '
    + 'GetObjectLockConfiguration=GetBucketObjectLockConfiguration GetBucketObjectLock=GetBucketObjectLockConfiguration '
    + 'GetPublicAccessBlock=GetBucketPublicAccessBlock ListBucketAnalyticsConfigurations=GetAnalyticsConfiguration '
    + 'ListBucketIntelligentTieringConfigurations=GetIntelligentTieringConfiguration ListBucketInventoryConfigurations=GetInventoryConfiguration '
    + 'ListBucketMetricsConfigurations=GetMetricsConfiguration PutBucketAccelerateConfiguration=PutAccelerateConfiguration '
    + 'PutBucketAnalyticsConfiguration=PutAnalyticsConfiguration PutBucketEncryption=PutEncryptionConfiguration '
    + 'PutBucketIntelligentTieringConfiguration=PutIntelligentTieringConfiguration PutBucketInventoryConfiguration=PutInventoryConfiguration '
    + 'PutBucketLifecycle=PutLifecycleConfiguration PutBucketLifecycleConfiguration=PutLifecycleConfiguration '
    + 'PutBucketMetricsConfiguration=PutMetricsConfiguration PutBucketNotificationConfiguration=PutBucketNotification '
    + 'PutBucketReplication=PutReplicationConfiguration PutObjectLockConfiguration=PutBucketObjectLockConfiguration '
    + 'PutBucketObjectLock=PutBucketObjectLockConfiguration PutPublicAccessBlock=PutBucketPublicAccessBlock '
    + 'SelectObjectContent=GetObject GetStorageLensDashboardDataInternal=GetStorageLensDashboard',
  'signin': 'ConsoleLogin=- GetSigninToken=-',
  'sns': 'PublishBatch=Publish',
  'sqs': 'ChangeMessageVisibilityBatch=ChangeMessageVisibility DeleteMessageBatch=DeleteMessage SendMessageBatch=SendMessage',
  'sso': 'GetRoleCredentials=- ListAccountRoles=- ListAccounts=- Logout=-',
  'sso-oauth': 'CreateToken=- RegisterClient=- StartDeviceAuthorization=-',
  'timestream': 'Query=Select',
  'verifiedpermissions': 'BatchGetPolicy=GetPolicy BatchIsAuthorized=IsAuthorized BatchIsAuthorizedWithToken=IsAuthorizedWithToken',
};

/** Actions of Amazon S3 with another name where the request names a version of the object. Source: the page on S3 permissions above. */
export const VERSIONED_OBJECT_ACTIONS: Readonly<Record<string, string>> = {
  GetObject: 'GetObjectVersion',
  DeleteObject: 'DeleteObjectVersion',
  GetObjectAcl: 'GetObjectVersionAcl',
  PutObjectAcl: 'PutObjectVersionAcl',
  GetObjectTagging: 'GetObjectVersionTagging',
  PutObjectTagging: 'PutObjectVersionTagging',
  DeleteObjectTagging: 'DeleteObjectVersionTagging',
  GetObjectAttributes: 'GetObjectVersionAttributes',
};

let renamed: ReadonlyMap<string, string> | undefined;

/** The names of the actions that an event of a service needs. Empty: none. Undefined: the table does not have the event. */
export function renamedEvent(prefix: string, name: string): readonly string[] | undefined {
  renamed ??= new Map(Object.entries(RENAMED).flatMap(([service, list]) => list.trim().split(/\s+/).map((entry): [string, string] => {
    const [event, actions] = entry.split('=');
    return [`${service}:${event.toLowerCase()}`, actions];
  })));
  const actions = renamed.get(`${prefix}:${name.toLowerCase()}`);
  if (actions === undefined) return undefined;
  return actions === '-' ? [] : actions.split('+');
}
