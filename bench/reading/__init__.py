"""What reading costs, against the bare libraries on the same pages in the same run."""
