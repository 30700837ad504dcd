"""What every explorer is built on."""
