module landing-zone

go 1.25.0

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.240.0
	github.com/aws/constructs-go/constructs/v10 v10.5.1
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk-aws-organizations/cdk-aws-organizations-go/cdkawsorganizations v0.0.0
)
