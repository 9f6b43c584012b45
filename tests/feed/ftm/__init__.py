"""The feed of FollowTheMoney."""
