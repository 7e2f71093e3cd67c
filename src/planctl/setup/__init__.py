"""What has git work with plans on this computer and in a repository: setting it up, and seeing what is."""
