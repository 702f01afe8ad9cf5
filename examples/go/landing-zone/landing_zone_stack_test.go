package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/jsii-runtime-go"
	orgs "github.com/cdk-aws-organizations/cdk-aws-organizations-go/cdkawsorganizations"
)

var (
	stack        awscdk.Stack
	organization orgs.OrganizationAssertions
)

func TestMain(m *testing.M) {
	stack = NewLandingZoneStack(awscdk.NewApp(nil), "LandingZone", &LandingZoneStackProps{
		EmailDomain:    "example.com",
		AllowedRegions: []string{"eu-central-1", "eu-west-1"},
	})
	organization = orgs.OrganizationAssertions_FromStack(stack)
	status := m.Run()
	jsii.Close()
	os.Exit(status)
}

func TestEveryWarningIsAcknowledged(t *testing.T) {
	warnings := assertions.Annotations_FromStack(stack).FindWarning(jsii.String("*"), assertions.Match_AnyValue())
	if len(*warnings) > 0 {
		t.Errorf("%d warnings, the first on %s", len(*warnings), *(*warnings)[0].Id)
	}
}

func TestWorkloadsRunOnlyInTheAllowedRegions(t *testing.T) {
	defer reportFailure(t)
	developers := accountsUnder("Workloads").AsPrincipal(jsii.String("role/Developer"))
	developers.Denies(jsii.String("ec2:RunInstances"), context("aws:RequestedRegion", "us-west-1"))
	developers.Allows(jsii.String("ec2:RunInstances"), context("aws:RequestedRegion", "eu-west-1"))
	developers.Allows(jsii.String("iam:CreateRole"), context("aws:RequestedRegion", "us-east-1"))
}

func TestAccountsCannotLeaveTheOrganizationAndRootUsersAreDenied(t *testing.T) {
	defer reportFailure(t)
	organization.EveryAccount(nil).AsPrincipal(jsii.String("root")).Denies(jsii.String("s3:ListAllMyBuckets"), nil)
	organization.EveryAccount(nil).Denies(jsii.String("organizations:LeaveOrganization"), nil)
}

func TestOnlyThePlatformTeamCanStopATrail(t *testing.T) {
	for _, unit := range []string{"Security", "Infrastructure", "Workloads"} {
		t.Run(unit, func(t *testing.T) {
			defer reportFailure(t)
			accounts := accountsUnder(unit).WithContext(jsii.String("aws:RequestedRegion"), jsii.String("eu-west-1"))
			accounts.AsPrincipal(jsii.String("role/Administrator")).Denies(jsii.String("cloudtrail:StopLogging"), nil)
			accounts.AsPrincipal(jsii.String("role/platform/Repair")).Allows(jsii.String("cloudtrail:StopLogging"), nil)
		})
	}
}

func TestSandboxesHaveOnlySmallInstances(t *testing.T) {
	defer reportFailure(t)
	blue := organization.Account(jsii.String("sandbox-blue")).AsPrincipal(jsii.String("role/Researcher")).
		OnResource(jsii.String("arn:aws:ec2:eu-west-1::instance/*")).
		WithContext(jsii.String("aws:RequestedRegion"), jsii.String("eu-west-1"))
	blue.Denies(jsii.String("ec2:RunInstances"), context("ec2:InstanceType", "p5.48xlarge"))
	blue.Allows(jsii.String("ec2:RunInstances"), context("ec2:InstanceType", "t3.micro"))
}

func TestAccountsAreInTheRightUnitsAndHaveACostCenter(t *testing.T) {
	defer reportFailure(t)
	organization.HasAccounts(jsii.Number(15))
	organization.Account(jsii.String("log-archive")).IsIn(jsii.String("Security")).HasTag(jsii.String("data-class"), jsii.String("audit"))
	organization.EveryAccount(nil).HasTag(jsii.String("cost-center"), nil)
}

func TestTheEffectiveTagPolicyListsTheCostCenters(t *testing.T) {
	policy := organization.Account(jsii.String("shop-prod")).EffectivePolicy(orgs.PolicyType_TAG_POLICY())
	tags := policy.(map[string]interface{})["tags"].(map[string]interface{})
	values := tags["cost-center"].(map[string]interface{})["tag_value"].([]interface{})
	for _, value := range values {
		if value == "shop" {
			return
		}
	}
	t.Errorf("no cost center shop in %v", values)
}

func TestAWrongExpectationPanics(t *testing.T) {
	defer func() {
		if message := fmt.Sprint(recover()); !strings.Contains(message, "expected to deny iam:CreateRole") {
			t.Errorf("another message: %s", message)
		}
	}()
	organization.Account(jsii.String("shop-prod")).AsPrincipal(jsii.String("role/Developer")).Denies(jsii.String("iam:CreateRole"), nil)
}

// reportFailure makes a refuted assertion, which panics in Go, an ordinary failure of one test.
func reportFailure(t *testing.T) {
	if message := recover(); message != nil {
		t.Error(message)
	}
}

func accountsUnder(unit string) orgs.AccountAssertions {
	return organization.EveryAccount(&orgs.AccountSelection{Under: jsii.String(unit)})
}

func context(key, value string) *map[string]*string {
	return &map[string]*string{key: jsii.String(value)}
}
