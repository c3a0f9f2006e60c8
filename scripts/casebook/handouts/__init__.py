"""Word hand-outs and pictures of QR codes, for taking along."""
