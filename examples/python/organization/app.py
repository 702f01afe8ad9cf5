from aws_cdk import App
from organization_stack import OrganizationStack
app = App()
OrganizationStack(app, "Organization")
app.synth()
