"""Revisions of plans: what differs between two of them in meaning, and what that does to the traffic lights."""
