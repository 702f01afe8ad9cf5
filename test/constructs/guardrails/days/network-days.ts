import { any, arn, type Day, LOG_ARCHIVE, NETWORK, on, SHOP, serviceLinked } from './day';

const ec2 = (rest: string, account = SHOP) => arn('ec2', rest, account);
const OWN = { 'ec2:Attribute/MapPublicIpOnLaunch': null };
const PARTS_OF_ENDPOINTS = ['vpc/vpc-0a1b', 'subnet/subnet-0a1b', 'route-table/rtb-0a1b', 'security-group/sg-0a1b'];
const LOG_BUCKET = 'arn:aws:s3:::log-archive-flow';
/** The parts of a launch besides its image. */
const LAUNCHED = [
  ...on(ec2('instance/*'), ['ec2:RunInstances'], { 'ec2:MetadataHttpTokens': 'required', 'ec2:InstanceType': 'm7g.large' }), ...on(ec2('volume/*'), ['ec2:RunInstances'], { 'ec2:Encrypted': true }),
  ...on(ec2('network-interface/*'), ['ec2:RunInstances'], { 'ec2:AssociatePublicIpAddress': false }),
  ...['subnet/subnet-0a1b', 'security-group/sg-0a1b', 'key-pair/shop'].flatMap((rest) => on(ec2(rest), ['ec2:RunInstances'])),
];

/** Networks, instances and the delivery of logs. */
export const NETWORK_DAYS: readonly Day[] = [
  {
    title: 'Build a network, and connect it with that of the organization',
    parts: [
      {
        who: 'A network engineer',
        principal: 'role/NetworkEngineer',
        calls: [
          ...on(ec2('vpc/vpc-0a1b'), ['ec2:CreateVpc', 'ec2:CreateSubnet', 'ec2:CreateRouteTable', 'ec2:AttachInternetGateway']), ...on(ec2('subnet/subnet-0a1b'), ['ec2:CreateSubnet']), ...on(ec2('subnet/subnet-0a1b'), ['ec2:ModifySubnetAttribute'], OWN),
          ...on(ec2('internet-gateway/igw-0a1b'), ['ec2:CreateInternetGateway', 'ec2:AttachInternetGateway']), ...on(ec2('elastic-ip/eipalloc-0a1b'), ['ec2:AllocateAddress']), ...on(ec2('natgateway/nat-0a1b'), ['ec2:CreateNatGateway']),
          ...on(ec2('route-table/rtb-0a1b'), ['ec2:CreateRoute', 'ec2:AssociateRouteTable']),
          ...on(ec2('vpc-endpoint/*'), ['ec2:CreateVpcEndpoint'], { 'ec2:VpceServiceOwner': 'amazon', 'ec2:VpceServiceRegion': null }),
          ...PARTS_OF_ENDPOINTS.flatMap((rest) => on(ec2(rest), ['ec2:CreateVpcEndpoint'])),
          ...on(ec2('vpc-peering-connection/*'), ['ec2:CreateVpcPeeringConnection'], { 'ec2:AccepterVpc': ec2('vpc/vpc-9f8e') }), ...on(ec2('vpc-peering-connection/pcx-0a1b'), ['ec2:AcceptVpcPeeringConnection'], { 'ec2:RequesterVpc': ec2('vpc/vpc-0a1b') }),
          ...on(ec2('transit-gateway/tgw-0a1b', NETWORK), ['ec2:CreateTransitGatewayVpcAttachment']), ...on(ec2('transit-gateway-attachment/*'), ['ec2:CreateTransitGatewayVpcAttachment']),
          ...on(ec2('vpc-flow-log/*'), ['ec2:CreateFlowLogs']), ...on(ec2('vpc/vpc-0a1b'), ['ec2:CreateFlowLogs']),
          ...any('logs:CreateLogDelivery', 'ram:AcceptResourceShareInvitation'), ...on(arn('ram', 'resource-share/0a1b'), ['ram:CreateResourceShare'], {
            'ram:RequestedAllowsExternalPrincipals': false, 'ram:RetainSharingOnAccountLeaveOrganization': false,
          }),
          ...on('arn:aws:route53:::hostedzone/Z0A1B', ['route53:ChangeResourceRecordSets', 'route53:GetHostedZone']), ...any('route53:CreateHostedZone', 'route53:ListHostedZones'),
        ],
      },
    ],
  },
  {
    title: 'Launch instances from images of Amazon, AWS Marketplace and a vendor',
    parts: [
      {
        who: 'A developer',
        principal: 'role/Developer',
        calls: [
          ...LAUNCHED,
          ...['amazon', 'aws-marketplace'].flatMap((owner) => on('arn:aws:ec2:eu-central-1::image/ami-0a1b', ['ec2:RunInstances'], { 'ec2:Owner': owner, 'aws:ResourceOrgID': 'o-imageowner' })),
          ...on('arn:aws:ec2:eu-central-1::image/ami-0ow0', ['ec2:RunInstances'], { 'ec2:Owner': SHOP, 'aws:ResourceOrgID': 'o-a1b2c3d4e5' }),
        ],
      },
      {
        who: 'A developer, with an image of Canonical',
        principal: 'role/Developer',
        calls: on('arn:aws:ec2:eu-central-1::image/ami-0ub0', ['ec2:RunInstances'], { 'ec2:Owner': '099720109477', 'aws:ResourceOrgID': 'o-canonical0' }),
      },
      { who: 'Amazon EC2 Auto Scaling with its service-linked role', principal: serviceLinked('autoscaling', 'AWSServiceRoleForAutoScaling'), calls: on('arn:aws:ec2:eu-central-1::image/ami-0ub0', ['ec2:RunInstances'], { 'ec2:Owner': '099720109477' }) },
    ],
  },
  {
    title: 'Deliver logs to the log archive',
    parts: [
      ...['delivery.logs', 'logging.s3', 'logdelivery.elasticloadbalancing'].map((service) => ({
        who: `The service ${service}.amazonaws.com`,
        principal: `${service}.amazonaws.com`,
        account: 'log-archive' as const,
        keys: { 'aws:SourceAccount': SHOP },
        calls: [...on(LOG_BUCKET, ['s3:GetBucketAcl']), ...on(`${LOG_BUCKET}/AWSLogs/a.gz`, ['s3:PutObject'], { 's3:x-amz-acl': 'bucket-owner-full-control' })],
      })),
      {
        who: 'A load balancer with the account of AWS for its Region',
        principal: 'arn:aws:iam::054676820928:role/logs',
        account: 'log-archive',
        keys: { 'aws:PrincipalOrgID': 'o-elbaccount' },
        calls: on(`${LOG_BUCKET}/AWSLogs/${SHOP}/elasticloadbalancing/a.gz`, ['s3:PutObject']),
      },
      {
        who: 'An application that writes logs',
        principal: 'role/shop-task',
        calls: [...on(arn('logs', 'log-group:/shop:log-stream:a'), ['logs:PutLogEvents']), ...on(arn('logs', 'destination:central', LOG_ARCHIVE), ['logs:PutSubscriptionFilter']), ...on(arn('firehose', 'deliverystream/logs'), ['firehose:PutRecordBatch'])],
      },
    ],
  },
];
