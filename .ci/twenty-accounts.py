"""Creates an organization with twenty accounts in a simulator with boto3, as a user's test does. Argument: the simulator's address."""
import sys
import time

import boto3

client = boto3.client("organizations", endpoint_url=sys.argv[1])
start = time.monotonic()
client.create_organization(FeatureSet="ALL")
for number in range(1, 21):
    status = client.create_account(Email=f"story+{number}@example.com", AccountName=f"story-{number}")["CreateAccountStatus"]
    while status["State"] == "IN_PROGRESS":
        time.sleep(1)
        status = client.describe_create_account_status(CreateAccountRequestId=status["Id"])["CreateAccountStatus"]
    assert status["State"] == "SUCCEEDED", status
accounts = [account for page in client.get_paginator("list_accounts").paginate() for account in page["Accounts"]]
seconds = time.monotonic() - start
assert len(accounts) == 21, len(accounts)
print(f"20 accounts in {seconds:.1f} s")
assert seconds < 10, "a user's test has to wait for accounts"
