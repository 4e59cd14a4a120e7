"""Face restoration: finding faces, restoring them with GFPGAN or CodeFormer, pasting them back."""
