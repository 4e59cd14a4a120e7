"""What running any network needs: number formats, exhausted memory, the layers as steps, the environment."""
