import type { Ground } from '../../src/model/privileged/resource-classes';

export interface Override {
  /** None: harmless. */
  readonly grounds: readonly Ground[];
  readonly reason: string;
}

/** Types for which the rules decide wrongly, and why. */
export const OVERRIDES: Readonly<Record<string, Override>> = {
  'AWS::CloudFormation::WaitCondition': { grounds: [], reason: 'It only waits.' },
  'AWS::CloudFormation::WaitConditionHandle': { grounds: [], reason: 'It only waits.' },
  'AWS::SSM::Document': { grounds: ['code'], reason: 'Content holds the commands, a name that means texts elsewhere.' },
  'AWS::SSM::Association': { grounds: ['code'], reason: 'Name names the document whose commands run.' },
  'AWS::SSM::MaintenanceWindowTask': { grounds: ['code'], reason: 'TaskArn and TaskInvocationParameters say what runs.' },
  'AWS::ImageBuilder::Component': { grounds: ['code'], reason: 'Data holds the commands.' },
  'AWS::GreengrassV2::Deployment': { grounds: ['code'], reason: 'Components name what runs.' },
  'AWS::ElasticBeanstalk::ConfigurationTemplate': { grounds: ['role', 'code'], reason: 'Roles and commands are values of its options.' },
  'AWS::DataPipeline::Pipeline': { grounds: ['role', 'code'], reason: 'Roles and commands are fields of its objects.' },
  'AWS::CodeBuild::SourceCredential': { grounds: ['code'], reason: 'It decides whose source code is fetched.' },
  'AWS::CDK::Metadata': { grounds: [], reason: 'The CDK writes it into each stack, and it does nothing.' },
  'AWS::SSM::Parameter': { grounds: [], reason: 'Its policies are about expiration.' },
  'AWS::EC2::VPC': { grounds: [], reason: 'Lambda names what needs no encryption.' },
  'AWS::EC2::Subnet': { grounds: [], reason: 'Its JSON is about names in DNS.' },
  'AWS::Cassandra::Table': { grounds: [], reason: 'The throughput of its replicas is scaled by a role of AWS.' },
};
