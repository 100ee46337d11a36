"""A server and a network in which everything goes wrong on command, and a phone that can be killed."""
