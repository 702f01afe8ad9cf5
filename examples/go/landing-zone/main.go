// The app of the landing zone.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)

	// Deploy to the management account. AWS Organizations accepts these changes only from there.
	NewLandingZoneStack(app, "LandingZone", &LandingZoneStackProps{
		StackProps: awscdk.StackProps{
			Description: jsii.String("The organization: units, accounts, guardrails and delegated administrators"),
		},
		EmailDomain:    "example.com",
		AllowedRegions: []string{"eu-central-1", "eu-west-1"},
	})

	app.Synth(nil)
}
