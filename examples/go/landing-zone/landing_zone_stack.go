package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	orgs "github.com/cdk-aws-organizations/cdk-aws-organizations-go/cdkawsorganizations"
)

// Roles that are exempt from the guardrails, so that the platform team can still make repairs.
var platformRoles = jsii.Strings("arn:*:iam::*:role/platform/*", "arn:*:iam::*:role/AWSControlTowerExecution")

var exceptPlatform = &orgs.ExemptPrincipalsProps{ExemptPrincipals: platformRoles}

// LandingZoneStackProps are the properties of the landing zone.
type LandingZoneStackProps struct {
	awscdk.StackProps
	// EmailDomain is the domain of the accounts' unique email addresses, which are aws+<account name>@<domain>.
	EmailDomain string
	// AllowedRegions are the Regions in which workloads may run.
	AllowedRegions []string
}

// landingZone adds units and accounts to the stack.
type landingZone struct {
	stack       awscdk.Stack
	emailDomain string
}

// NewLandingZoneStack makes a multi-account layout based on the AWS Security Reference Architecture. It has a Security unit with log
// archive and tooling accounts, shared infrastructure, workloads by stage, a sandbox, a unit to test policies, and a unit for
// suspended accounts.
func NewLandingZoneStack(scope constructs.Construct, id string, props *LandingZoneStackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), &props.StackProps)
	zone := landingZone{stack: stack, emailDomain: props.EmailDomain}

	organization := orgs.NewOrganization(stack, jsii.String("Organization"), &orgs.OrganizationProps{
		TrustedServices: &[]orgs.TrustedService{
			orgs.TrustedService_ACCOUNT_MANAGEMENT(),
			orgs.TrustedService_BACKUP(),
			orgs.TrustedService_CLOUDTRAIL(),
			orgs.TrustedService_CONFIG(),
			orgs.TrustedService_GUARDDUTY(),
			orgs.TrustedService_ACCESS_ANALYZER(),
			orgs.TrustedService_IAM_IDENTITY_CENTER(),
			orgs.TrustedService_RESOURCE_ACCESS_MANAGER(),
			orgs.TrustedService_SECURITY_HUB(),
			orgs.TrustedService_TAG_POLICIES(),
		},
	})
	root := organization.Root()
	// Trusted access alone does not set these services up (docs/trusted-services.md).
	// The teams make the calls after the first deployment.
	zone.acknowledgeSetup(orgs.TrustedService_GUARDDUTY(), "The security team registers the administrator in both Regions")
	zone.acknowledgeSetup(orgs.TrustedService_SECURITY_HUB(), "The security team registers the administrator in both Regions")
	zone.acknowledgeSetup(orgs.TrustedService_RESOURCE_ACCESS_MANAGER(), "The network team enables sharing once")

	// --- organizational units
	security := zone.addUnit("Security", "Security", root)
	infrastructure := zone.addUnit("Infrastructure", "Infrastructure", root)
	workloads := zone.addUnit("Workloads", "Workloads", root)
	prod := zone.addUnit("Prod", "Prod", workloads)
	nonProd := zone.addUnit("NonProd", "NonProd", workloads)
	sandbox := zone.addUnit("Sandbox", "Sandbox", root)
	policyStaging := zone.addUnit("PolicyStaging", "Policy Staging", root)
	suspended := zone.addUnit("Suspended", "Suspended", root)

	// --- accounts
	logArchive := zone.addAccount("LogArchive", security, "security")
	securityTooling := zone.addAccount("SecurityTooling", security, "security")
	zone.addAccount("Network", infrastructure, "platform")
	sharedServices := zone.addAccount("SharedServices", infrastructure, "platform")
	identity := zone.addAccount("Identity", infrastructure, "platform")
	zone.addAccount("ShopProd", prod, "shop")
	zone.addAccount("PaymentsProd", prod, "payments")
	zone.addAccount("DataProd", prod, "data")
	zone.addAccount("ShopDev", nonProd, "shop")
	zone.addAccount("ShopTest", nonProd, "shop")
	zone.addAccount("PaymentsDev", nonProd, "payments")
	zone.addAccount("DataDev", nonProd, "data")
	zone.addAccount("SandboxBlue", sandbox, "research")
	zone.addAccount("SandboxGreen", sandbox, "research")
	zone.addAccount("PolicyCanary", policyStaging, "platform")
	awscdk.Tags_Of(logArchive).Add(jsii.String("data-class"), jsii.String("audit"), nil)

	// --- guardrails
	baseline := orgs.NewServiceControlPolicy(stack, jsii.String("Baseline"), &orgs.ServiceControlPolicyProps{
		PolicyName:  jsii.String("baseline"),
		Description: jsii.String("Nobody leaves the organization or works as the root user"),
		Guardrails: &[]orgs.Guardrail{
			orgs.AccountGuardrails_DenyLeavingOrganization(nil),
			orgs.AccountGuardrails_DenyRootUser(&orgs.DenyRootUserProps{DenyRootSessions: jsii.Bool(true)}),
		},
	})
	// The statements of a set are packed into as few policies as possible.
	protectSecurityServices := orgs.NewPolicySet(stack, jsii.String("ProtectSecurityServices"), &orgs.PolicySetProps{
		PolicySetName: jsii.String("protect-security-services"),
		Description:   jsii.String("Trails, recorders, detectors and hubs stay on"),
		Guardrails: &[]orgs.Guardrail{
			orgs.SecurityServiceGuardrails_ProtectCloudTrail(&orgs.ProtectCloudTrailProps{ExemptPrincipals: platformRoles}),
			orgs.SecurityServiceGuardrails_ProtectConfig(exceptPlatform),
			orgs.SecurityServiceGuardrails_ProtectGuardDuty(exceptPlatform),
			orgs.SecurityServiceGuardrails_ProtectSecurityHub(exceptPlatform),
			orgs.SecurityServiceGuardrails_ProtectAccessAnalyzer(exceptPlatform),
		},
	})
	regions := orgs.NewServiceControlPolicy(stack, jsii.String("Regions"), &orgs.ServiceControlPolicyProps{
		PolicyName:  jsii.String("allowed-regions"),
		Description: jsii.String(fmt.Sprintf("Workloads run in %s only", strings.Join(props.AllowedRegions, " and "))),
		Guardrails: &[]orgs.Guardrail{
			orgs.UsageGuardrails_DenyOtherRegions(&orgs.DenyOtherRegionsProps{
				AllowedRegions:   jsii.Strings(props.AllowedRegions...),
				ExemptPrincipals: platformRoles,
			}),
		},
	})
	protectData := orgs.NewServiceControlPolicy(stack, jsii.String("ProtectData"), &orgs.ServiceControlPolicyProps{
		PolicyName:  jsii.String("protect-data"),
		Description: jsii.String("Keys and backups outlive mistakes; nothing is made public"),
		Guardrails: &[]orgs.Guardrail{
			orgs.DataProtectionGuardrails_DenyKeyDeletion(exceptPlatform),
			orgs.DataProtectionGuardrails_ProtectBackups(exceptPlatform),
			orgs.PublicAccessGuardrails_DenyPublicImages(exceptPlatform),
			orgs.PublicAccessGuardrails_DenyPublicSnapshots(exceptPlatform),
			orgs.PublicAccessGuardrails_ProtectS3PublicAccessBlock(
				&orgs.ProtectS3PublicAccessBlockProps{ExemptPrincipals: platformRoles},
			),
		},
	})
	protectNetwork := orgs.NewServiceControlPolicy(stack, jsii.String("ProtectNetwork"), &orgs.ServiceControlPolicyProps{
		PolicyName:  jsii.String("protect-network"),
		Description: jsii.String("Ways to the internet are built by the network team"),
		Guardrails: &[]orgs.Guardrail{
			orgs.NetworkGuardrails_DenyInternetAccess(exceptPlatform),
			orgs.NetworkGuardrails_DenyVpcPeering(exceptPlatform),
		},
	})
	sandboxLimits := orgs.NewServiceControlPolicy(stack, jsii.String("SandboxLimits"), &orgs.ServiceControlPolicyProps{
		PolicyName:  jsii.String("sandbox-limits"),
		Description: jsii.String("Small machines, and no long commitments"),
		Content:     orgs.PolicyContent_FromFile(jsii.String("policies/sandbox-limits.json")),
	})
	nothing := orgs.NewServiceControlPolicy(stack, jsii.String("Nothing"), &orgs.ServiceControlPolicyProps{
		PolicyName:  jsii.String("nothing"),
		Description: jsii.String("For accounts on their way out"),
		Guardrails:  &[]orgs.Guardrail{orgs.AccountGuardrails_DenyEverything(exceptPlatform)},
	})

	root.AttachPolicy(baseline)
	for _, unit := range []orgs.OrganizationalUnit{security, infrastructure, workloads} {
		unit.AttachPolicySet(protectSecurityServices)
	}
	workloads.AttachPolicy(regions)
	workloads.AttachPolicy(protectNetwork)
	security.AttachPolicy(protectData)
	prod.AttachPolicy(protectData)
	sandbox.AttachPolicy(regions)
	sandbox.AttachPolicy(sandboxLimits)
	suspended.AttachPolicy(nothing)
	suspended.AcknowledgeLockOut(
		jsii.String("Nothing is deployed to accounts on their way out; the platform roles can still repair them"),
	)

	// --- cost centers, with one spelling for reports
	costCenters := orgs.NewPolicy(stack, jsii.String("CostCenters"), &orgs.PolicyProps{
		PolicyName: jsii.String("cost-centers"),
		PolicyType: orgs.PolicyType_TAG_POLICY(),
		Content:    orgs.PolicyContent_FromFile(jsii.String("policies/cost-centers.json")),
	})
	root.AttachPolicy(costCenters)

	// --- delegated administrators of the security services
	securityTooling.DelegateAdministration(orgs.TrustedService_GUARDDUTY())
	securityTooling.DelegateAdministration(orgs.TrustedService_SECURITY_HUB())
	identity.DelegateAdministration(orgs.TrustedService_IAM_IDENTITY_CENTER())
	sharedServices.DelegateAdministration(orgs.TrustedService_BACKUP())

	awscdk.Tags_Of(stack).Add(jsii.String("managed-by"), jsii.String("landing-zone"), nil)

	return stack
}

// acknowledgeSetup acknowledges the calls that a service needs besides trusted access, with the team that makes them. The stack does it,
// because earlier versions of aws-cdk-lib overlook acknowledgements on the construct itself.
func (z *landingZone) acknowledgeSetup(service orgs.TrustedService, reason string) {
	warning := "cdk-aws-organizations:service-setup/" + *service.ServicePrincipal()
	awscdk.Annotations_Of(z.stack).AcknowledgeWarning(jsii.String(warning), jsii.String(reason))
}

// An ID that changes makes another unit. To rename one, keep its ID and give the new name.
func (z *landingZone) addUnit(id, name string, parent orgs.IParent) orgs.OrganizationalUnit {
	return orgs.NewOrganizationalUnit(z.stack, jsii.String(id), &orgs.OrganizationalUnitProps{
		Parent:                 parent,
		OrganizationalUnitName: jsii.String(name),
	})
}

var innerCapital = regexp.MustCompile(`(.)([A-Z])`)

// addAccount adds an account. LogArchive becomes the account log-archive with the email address aws+log-archive@….
func (z *landingZone) addAccount(id string, parent orgs.IParent, costCenter string) orgs.Account {
	accountName := strings.ToLower(innerCapital.ReplaceAllString(id, "$1-$2"))
	account := orgs.NewAccount(z.stack, jsii.String(id), &orgs.AccountProps{
		Parent:      parent,
		AccountName: jsii.String(accountName),
		Email:       jsii.String(fmt.Sprintf("aws+%s@%s", accountName, z.emailDomain)),
	})
	awscdk.Tags_Of(account).Add(jsii.String("cost-center"), jsii.String(costCenter), nil)
	return account
}
